/** Name and version of the package, from its own package.json. */

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The package.json lies above this file: one level in a checkout, two in the built package. */
function packageFile(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder)
  return join(folder, 'package.json')
}

/** Such as `stillhalter 0.1.0`. */
export function packageVersion(): string {
  const { name, version } = JSON.parse(readFileSync(packageFile(), 'utf8')) as {
    name: string
    version: string
  }
  return `${name} ${version}`
}

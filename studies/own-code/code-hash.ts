/** One hash for all the code that a module is made of. */

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

/** `files` are hashes by path, `packageFiles` any files of the packages. The place of the folder does not matter. */
export function codeHash(
  entry: string,
  files: ReadonlyMap<string, string>,
  packageFiles: readonly string[],
): string {
  const inFolder = [...files].map(([path, sha256]) => [placeOf(path, entry), sha256] as const)
  const packages = [...new Set(packageFiles.map(packageOf))].sort()
  const code = { files: inFolder.sort(([a], [b]) => (a < b ? -1 : 1)), packages }
  return createHash('sha256').update(JSON.stringify(code)).digest('hex')
}

const placeOf = (path: string, entry: string): string =>
  path === entry ? '.' : relative(dirname(entry), path).split(sep).join('/')

/** Versions as they were when the package was first met: that is what the process runs. */
const versions = new Map<string, string>()

/** `rxjs@7.8.2`, from any of its files. */
function packageOf(path: string): string {
  const [, root = '', name = ''] = /^(.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+))/.exec(path) ?? []
  const known = versions.get(root)
  if (known !== undefined) return known
  const text = `${name.replace('\\', '/')}@${versionIn(root)}`
  versions.set(root, text)
  return text
}

/** Empty where the package states none. */
function versionIn(root: string): string {
  try {
    return String(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version)
  } catch {
    return ''
  }
}

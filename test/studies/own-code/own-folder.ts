/** A folder as a user has it, with the packages that strategies import, and what is written into it. */

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

const MODULES = fileURLToPath(new URL('../../../node_modules', import.meta.url))

/** Writes a file of the folder and gives its path. */
export type Write = (name: string, text: string) => string

export function ownFolder(): { readonly folder: string; readonly write: Write } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'own-')))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'node_modules'))
  for (const name of ['rxjs', 'zod']) symlinkSync(join(MODULES, name), join(folder, 'node_modules', name))
  const write: Write = (name, text) => {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    return path
  }
  return { folder, write }
}

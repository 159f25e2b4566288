/** Finds the files that an import is asked for: single files as named, folders with all they hold. */

import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { DataError } from '../engine/model/errors.ts'

export interface SourceFile {
  readonly path: string
  /** The name of a single file; the path below its folder for a file of one. Slashes on every system. */
  readonly name: string
  readonly bytes: number
  /** Named by the user, not found in a folder: one that no importer knows is an error. */
  readonly named: boolean
}

const TABLE_ENDINGS = /\.(csv|txt|zip|gz)$/i

/** The files in order of their names. Throws a DataError for a path that is not there, and for none at all. */
export async function sourceFiles(paths: readonly string[]): Promise<SourceFile[]> {
  const found: SourceFile[] = []
  for (const path of paths) {
    const facts = await stat(path).catch(() => null)
    if (!facts) throw new DataError('there is no such file or folder; check the path', { file: path })
    if (facts.isDirectory()) found.push(...(await filesBelow(path)))
    else found.push({ path, name: basename(path), bytes: facts.size, named: true })
  }
  if (found.length === 0) {
    throw new DataError('there is no csv, txt, zip or gz file to import; name a file or another folder', {
      file: paths.join(', '),
    })
  }
  return found
}

async function filesBelow(folder: string): Promise<SourceFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const names = entries
    .filter(entry => entry.isFile() && TABLE_ENDINGS.test(entry.name) && !entry.name.startsWith('.'))
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
  return Promise.all(
    names.map(async path => ({
      path,
      name: path.slice(folder.length).replaceAll('\\', '/').replace(/^\/+/, ''),
      bytes: (await stat(path)).size,
      named: false,
    })),
  )
}

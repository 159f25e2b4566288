/** Finds the files that an import is asked for: single files as named, folders with all they hold. */

import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { DataError } from '../engine/model/errors.ts'
import { bytesOfFile, unreadable } from './importers/text-source.ts'

export interface SourceFile {
  readonly path: string
  /** The name of a single file; the path below its folder for a file of one. Slashes on every system. */
  readonly name: string
  readonly bytes: number
  /** Named by the user, not found in a folder: one that no importer knows is an error. */
  readonly named: boolean
  /** `link` and `special` (a pipe, socket or device) lie in a folder and are not read; they are told of. */
  readonly kind: 'file' | 'link' | 'special'
}

const TABLE_ENDINGS = /\.(csv|txt|zip|gz)$/i

/**
 * The files in order of their names, and what else lies in a folder that could be meant for one. A link that is named is
 * followed. Throws a DataError that names the path for one that is not there, may not be read, or is a pipe, socket or
 * device, and for no file at all.
 */
export async function sourceFiles(paths: readonly string[]): Promise<SourceFile[]> {
  const found: SourceFile[] = []
  for (const path of paths) {
    if (await isFolder(path)) found.push(...(await filesBelow(path)))
    else found.push({ path, name: basename(path), bytes: await bytesOfFile(path), named: true, kind: 'file' })
  }
  if (found.every(({ kind }) => kind !== 'file')) {
    const links = found.some(({ kind }) => kind === 'link')
      ? '; symbolic links in folders are not followed'
      : ''
    throw new DataError(
      `there is no csv, txt, zip or gz file to import${links}; name a file or another folder`,
      { file: paths.join(', ') },
    )
  }
  return found
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    throw unreadable(error, path)
  }
}

async function filesBelow(folder: string): Promise<SourceFile[]> {
  const entries = await entriesBelow(folder)
  const found = entries
    .filter(entry => !entry.isDirectory() && !entry.name.startsWith('.'))
    .filter(entry => !entry.isFile() || TABLE_ENDINGS.test(entry.name))
    .map(entry => ({ path: join(entry.parentPath, entry.name), kind: kindOf(entry) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
  return Promise.all(
    found.map(async ({ path, kind }) => ({
      path,
      name: relative(folder, path).replaceAll('\\', '/'),
      bytes: kind === 'file' ? await bytesOfFile(path) : 0,
      named: false,
      kind,
    })),
  )
}

/** Everything below a folder; links to folders are not followed. Throws a DataError for a folder that may not be read. */
async function entriesBelow(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { recursive: true, withFileTypes: true })
  } catch (error) {
    const path = error instanceof Error && 'path' in error ? String(error.path) : folder
    throw unreadable(error, path)
  }
}

const kindOf = (entry: Dirent): SourceFile['kind'] =>
  entry.isFile() ? 'file' : entry.isSymbolicLink() ? 'link' : 'special'

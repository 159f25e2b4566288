/** Files that outlast a loss of power, flushed before they are relied on, and the folders that lead to them. */

import { mkdir, open, rename, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { DataError } from '../../engine/model/errors.ts'

/** Flushes a file to the disk. */
export async function flushFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes renames and removals in a folder durable; systems that cannot open a folder do so by themselves. */
export async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null)
  if (!folder) return
  try {
    await folder.sync().catch(() => {})
  } finally {
    await folder.close()
  }
}

/** Writes a text that is there whole or not at all; `path` with `.new` at its end must be free. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const fresh = `${path}.new`
  await writeFile(fresh, text)
  await flushFile(fresh)
  await rename(fresh, path)
  await flushFolder(dirname(path))
}

/** Gives the first folder that was made; null where all were there. Throws a DataError where none can be made. */
export async function makeFolder(folder: string): Promise<string | null> {
  const path = resolve(folder)
  try {
    await mkdir(path)
    return path
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EEXIST') return null
    if (code !== 'ENOENT' || dirname(path) === path) throw error
  }
  const first = await makeFolder(dirname(path))
  await mkdir(path).catch((error: NodeJS.ErrnoException) => {
    // Another may have made it in between.
    if (error.code === 'EEXIST') return
    if (error.code !== 'ENOENT') throw error
    throw new DataError('no folder can be made here; choose another', { file: path })
  })
  return first ?? path
}

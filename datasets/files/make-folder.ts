/** Makes a folder with all that lead to it, one at a time: the system's own way of making them at once may not end. */

import { mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { DataError } from '../../engine/model/errors.ts'

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

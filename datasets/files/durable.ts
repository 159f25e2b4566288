/** Files that outlast a loss of power: flushed before they are relied on. */

import { open, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

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

/** Files that are there whole or not at all: written under a temporary name, flushed to disk, renamed. */

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Temporary names end like this; what an interrupted import left behind is cleared by the next. */
export const TEMPORARY = '.tmp'

/** Flushes a file that was written under its temporary name and gives it its own. */
export async function publish(path: string): Promise<void> {
  const file = await open(`${path}${TEMPORARY}`, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}${TEMPORARY}`, path)
  await syncFolder(dirname(path))
}

/** Writes a text file atomically. */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const file = await open(`${path}${TEMPORARY}`, 'w')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}${TEMPORARY}`, path)
  await syncFolder(dirname(path))
}

/** Makes a rename durable; file systems that cannot open a folder do so by themselves. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null)
  if (!folder) return
  try {
    await folder.sync().catch(() => {})
  } finally {
    await folder.close()
  }
}

/** The sha256 of a file, in hexadecimal digits. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer)
  return hash.digest('hex')
}

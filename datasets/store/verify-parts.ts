/** Makes sure that parts are what was written, before their rows are believed. */

import { readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { sha256Of } from '../files/sha256.ts'
import type { Part } from './manifest.ts'
import { partError } from './read-blocks.ts'

/** What the system says of a file that was verified: another file, or another content, says something else. */
const stampSchema = z.strictObject({
  sha256: z.string(),
  bytes: z.string(),
  time: z.string(),
  inode: z.string(),
})
type Stamp = z.infer<typeof stampSchema>

const memorySchema = z.record(z.string(), stampSchema)

/** By path: verified in this process. A cache that the files can rebuild. */
const verified = new Map<string, string>()

/** What earlier processes have verified, beside the parts. */
const MEMORY_FILE = '.verified.json'

export type VerifyParts = (parts: readonly Part[]) => Promise<void>

/**
 * A check of a store's parts: each is hashed when this process first opens it, and again when its size, times or inode
 * have changed since. `remember` also takes the word of earlier processes, by size, time and inode, and leaves its own for
 * later ones. It throws a DataError for a part that is missing, cut short or changed.
 */
export function partVerifier(folder: string, remember: boolean): VerifyParts {
  let memory: Map<string, Stamp> | null = remember ? null : new Map()
  return async parts => {
    const known = memory ?? (await memoryOf(folder))
    memory = known
    let learnt = false
    for (const part of parts) {
      const path = resolve(folder, part.file)
      const { stamp, changed } = await stampOf(path, part)
      const state = `${JSON.stringify(stamp)} ${changed}`
      if (verified.get(path) === state) continue
      if (!isSame(known.get(part.file), stamp)) {
        await requireWritten(path, part)
        known.set(part.file, stamp)
        learnt = true
      }
      verified.set(path, state)
    }
    if (remember && learnt) await leave(folder, known)
  }
}

/** A cheap look at all parts of a store: none is missing or cut short. Throws a DataError. */
export async function requireParts(folder: string, parts: readonly Part[]): Promise<void> {
  for (const part of parts) await stampOf(resolve(folder, part.file), part)
}

async function stampOf(path: string, part: Part): Promise<{ stamp: Stamp; changed: bigint }> {
  const found = await stat(path, { bigint: true }).catch((error: NodeJS.ErrnoException) => {
    throw partError(part.file, error.code === 'ENOENT' ? 'the file is missing' : error.message)
  })
  if (found.size !== BigInt(part.bytes))
    throw partError(part.file, `it has ${found.size} bytes where ${part.bytes} were written`)
  return {
    stamp: {
      sha256: part.sha256,
      bytes: String(found.size),
      time: String(found.mtimeNs),
      inode: String(found.ino),
    },
    changed: found.ctimeNs,
  }
}

async function requireWritten(path: string, part: Part): Promise<void> {
  const sha256 = await sha256Of(path).catch((error: Error) => {
    throw partError(part.file, error.message)
  })
  if (sha256 !== part.sha256) throw partError(part.file, 'its bytes are not those that were written')
}

const isSame = (known: Stamp | undefined, stamp: Stamp): boolean =>
  known !== undefined && JSON.stringify(known) === JSON.stringify(stamp)

/** A memory that cannot be read is none: everything is verified. */
async function memoryOf(folder: string): Promise<Map<string, Stamp>> {
  try {
    const value: unknown = JSON.parse(await readFile(join(folder, MEMORY_FILE), 'utf8'))
    return new Map(Object.entries(memorySchema.parse(value)))
  } catch {
    return new Map()
  }
}

/** Where a store may not be written to, nothing is remembered. */
async function leave(folder: string, known: ReadonlyMap<string, Stamp>): Promise<void> {
  const path = join(folder, MEMORY_FILE)
  const fresh = `${path}.${process.pid}`
  await writeFile(fresh, JSON.stringify(Object.fromEntries(known)))
    .then(() => rename(fresh, path))
    .catch(() => {})
}

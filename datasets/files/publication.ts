/** A set of files that appears whole: written into a staging folder beside its target, published by renames that the next start completes. */

import { access, lstat, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { DataError } from '../../engine/model/errors.ts'
import { PUBLISH_LOG, STAGING } from './abandon.ts'
import { flushFile, flushFolder, makeFolder, writeDurably } from './durable.ts'
import { isLockFile, type Lock, takeLock } from './lock.ts'
import { writing } from './write-fault.ts'

export interface Publication {
  /** The target. */
  readonly folder: string
  /** Where a file of the set is written before it is published under this name. */
  path(name: string): string
  /**
   * Gives staged files their names, in this order, then removes others. From the moment it begins the set counts as
   * published: what a crash interrupts, the next start completes. Throws a DataError when a folder is in the way.
   */
  publish(names: readonly string[], removed?: readonly string[]): Promise<void>
  /** Leaves a file in the staging folder until the next start, for whoever wants to read why there was nothing to publish. */
  keep(name: string): void
}

const plainName = z.string().refine(name => name === basename(name) && name !== '..' && name !== STAGING)
const logSchema = z.strictObject({
  names: z.array(plainName).readonly(),
  removed: z.array(plainName).readonly(),
})

type PublishLog = z.infer<typeof logSchema>

/**
 * Runs `work` as the only writer into a folder, which is made where it is not there. What earlier writers left behind is
 * completed or swept first. Nothing but the published names changes, whatever happens. `what` names the writer, as in
 * `another import is running`. Throws a DataError where the folder cannot be written to, or has another writer.
 */
export async function withPublication<T>(
  folder: string,
  what: string,
  work: (publication: Publication) => Promise<T>,
): Promise<T> {
  const staging = join(folder, STAGING)
  const made = await writing(folder, () => makeFolder(staging))
  try {
    const lock = await writing(folder, () => lockOf(staging, what))
    const kept = new Set<string>()
    try {
      await writing(folder, async () => {
        await completeInterrupted(folder, staging)
        await sweep(staging, kept)
      })
      return await writing(folder, () => work(publicationOf(folder, staging, lock, kept)))
    } finally {
      // What is staged by then is another's where the lock is.
      await quietly(async () => ((await lock.isHeld()) ? sweep(staging, kept) : undefined))
      await quietly(() => lock.release())
    }
  } finally {
    await quietly(() => rmdir(staging))
    if (made !== null) await quietly(() => removeEmpty(folder, dirname(made)))
  }
}

/** A writer that ends may remove the folder just before this one locks it: then it is made once more. */
async function lockOf(staging: string, what: string): Promise<Lock> {
  for (let tries = 0; ; tries++) {
    await makeFolder(staging)
    try {
      return await takeLock(staging, what)
    } catch (error) {
      if (tries === MOST_TRIES || !(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
        throw error
    }
  }
}

const MOST_TRIES = 20

/** The error of the work counts, not that of clearing up after it: what stays is swept at the next start. */
async function quietly(clearing: () => Promise<unknown>): Promise<void> {
  await clearing().catch(() => {})
}

const publicationOf = (folder: string, staging: string, lock: Lock, kept: Set<string>): Publication => ({
  folder,
  path: name => join(staging, name),
  async publish(names, removed = []) {
    for (const name of names) await requireNoFolder(join(folder, name))
    for (const name of names) await flushFile(join(staging, name))
    if (!(await lock.isHeld())) {
      throw new DataError('another writer has taken this folder over; start again when it has ended', {
        file: folder,
      })
    }
    const log: PublishLog = { names, removed }
    await writeDurably(join(staging, PUBLISH_LOG), JSON.stringify(log))
    await carryOut(folder, staging, log)
  },
  keep: name => void kept.add(name),
})

/** Throws a DataError where a folder has the name that a file is to have. */
export async function requireNoFolder(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null)
  if (found?.isDirectory())
    throw new DataError('a folder is in the way; move it, or choose another folder', { file: path })
}

/** Renaming and removing again what has been is harmless, so it may be interrupted at any point. */
async function carryOut(folder: string, staging: string, { names, removed }: PublishLog): Promise<void> {
  for (const name of names) await rename(join(staging, name), join(folder, name)).catch(unlessMissing)
  await flushFolder(folder)
  for (const name of removed) await rm(join(folder, name), { force: true })
  await rm(join(staging, PUBLISH_LOG))
}

/** Completes what a writer that is gone had begun to publish. */
async function completeInterrupted(folder: string, staging: string): Promise<void> {
  const path = join(staging, PUBLISH_LOG)
  const text = await readFile(path, 'utf8').catch(unlessMissing)
  if (text === undefined) return
  const log = logIn(text)
  if (!log) {
    throw new DataError(
      'the list of what an interrupted writer was publishing is damaged; move this folder away, then start again',
      { file: staging },
    )
  }
  await carryOut(folder, staging, log)
}

function logIn(text: string): PublishLog | null {
  try {
    return logSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Empties the staging folder but for locks and what is kept, unless its set is being published. */
async function sweep(staging: string, kept: ReadonlySet<string>): Promise<void> {
  const isPublishing = await access(join(staging, PUBLISH_LOG)).then(
    () => true,
    () => false,
  )
  if (isPublishing) return
  for (const name of await readdir(staging)) {
    if (!isLockFile(name) && !kept.has(name)) await rm(join(staging, name), { recursive: true, force: true })
  }
}

/** Removes folders that were made and stayed empty, up to `above`. */
async function removeEmpty(folder: string, above: string): Promise<void> {
  for (let path = resolve(folder); path !== above; path = dirname(path)) await rmdir(path)
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
  return undefined
}

/** Keeps two writers out of one folder: a lock that says who holds it, and is taken over when that writer is gone. */

import { randomUUID } from 'node:crypto'
import { type FileHandle, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DataError } from '../../engine/model/errors.ts'
import { type Holder, parseHolder, presenceOf, thisProcess } from './holder.ts'

export interface Lock {
  /** False once another writer has taken the lock over, as may happen to a machine that slept. */
  isHeld(): Promise<boolean>
  release(): Promise<void>
}

/** Locks are numbered; the highest rules, and whoever finds it dead makes the next. */
const LOCK_FILE = /^lock\.(\d+)$/

export const isLockFile = (name: string): boolean => LOCK_FILE.test(name)

/** How the lock of a writer begins that has let go of it. */
const RELEASED = 'released'

/** A holder touches its lock so often, and is dead when it has not done so for so long. */
const HEARTBEAT_MS = 5000
const SILENCE_MS = 60_000

/**
 * Takes the lock of a folder that exists. A writer that is gone loses it at once where that can be told, else when it has
 * been silent for a minute. Throws a DataError that names the holder while there is one.
 *
 * Making a lock comes before looking for others, so of two writers that start together at least one sees the other.
 */
export async function takeLock(folder: string, what: string): Promise<Lock> {
  const token = randomUUID()
  for (;;) {
    const found = await locksIn(folder)
    for (const number of found) await requireDead(folder, number, what)
    const number = (found.at(-1) ?? 0) + 1
    const file = await create(folder, number, token)
    if (file === null) continue
    const path = join(folder, nameOf(number))
    try {
      for (const other of await locksIn(folder)) {
        if (other === number) continue
        await requireDead(folder, other, what)
        if (other > number) throw busy(folder, what, null)
        await rm(join(folder, nameOf(other)), { force: true })
      }
    } catch (error) {
      await file.close()
      await rm(path, { force: true })
      throw error
    }
    return held(path, token, file)
  }
}

const nameOf = (number: number): string => `lock.${number}`

async function locksIn(folder: string): Promise<number[]> {
  const names = await readdir(folder)
  return names.flatMap(name => Number(LOCK_FILE.exec(name)?.[1] ?? [])).sort((a, b) => a - b)
}

/** Null when the file is there already. The time comes from the file system, which all writers share. */
async function create(folder: string, number: number, token: string): Promise<FileHandle | null> {
  const path = join(folder, nameOf(number))
  const file = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return null
    throw error
  })
  try {
    const mtime = (await file?.stat())?.mtime
    if (file && mtime) await file.write(JSON.stringify(thisProcess(token, mtime.toISOString())), 0)
    return file
  } catch (error) {
    await file?.close()
    await rm(path, { force: true })
    throw error
  }
}

async function requireDead(folder: string, number: number, what: string): Promise<void> {
  const path = join(folder, nameOf(number))
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null || text.startsWith(RELEASED)) return
  const holder = parseHolder(text)
  const presence = holder ? presenceOf(holder) : 'unknown'
  if (presence === 'gone' || (presence === 'unknown' && (await isSilent(folder, path)))) return
  throw busy(folder, what, holder)
}

/** Both times are the file system's own. */
async function isSilent(folder: string, path: string): Promise<boolean> {
  const probe = join(folder, `probe-${randomUUID()}`)
  const file = await open(probe, 'wx')
  try {
    const written = await stat(path).catch(() => null)
    return written === null || (await file.stat()).mtimeMs - written.mtimeMs > SILENCE_MS
  } finally {
    await file.close()
    await rm(probe, { force: true })
  }
}

function busy(folder: string, what: string, holder: Holder | null): DataError {
  const who =
    holder === null
      ? 'has just started'
      : `is running (process ${holder.pid} on ${holder.host}, since ${holder.since})`
  return new DataError(`another ${what} ${who}; wait for it to end, or name another folder`, { file: folder })
}

/** The lock's file stays open: one that was taken over and removed is not made anew by writing to it. */
function held(path: string, token: string, file: FileHandle): Lock {
  const isHeld = async (): Promise<boolean> =>
    parseHolder(await readFile(path, 'utf8').catch(() => ''))?.token === token
  // A brace in the place of the brace: only the file's time changes.
  const beat = setInterval(() => void file.write('{', 0).catch(() => {}), HEARTBEAT_MS)
  beat.unref()
  return {
    isHeld,
    async release() {
      clearInterval(beat)
      const own = await isHeld()
      // Said in the file too: where it cannot be removed, it still keeps nobody out.
      await file.write(RELEASED, 0).catch(() => {})
      await file.close()
      if (own) await rm(path, { force: true })
    },
  }
}

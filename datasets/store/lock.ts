/** Keeps two imports out of the same store at once, by a file that names the process. */

import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DataError } from '../../engine/model/errors.ts'

const LOCK_FILE = 'import.lock'

/**
 * Runs `work` while holding the store's lock. A lock whose process is gone is taken over.
 * Throws a DataError while another import is running.
 */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const path = join(folder, LOCK_FILE)
  await take(path)
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}

async function take(path: string): Promise<void> {
  if (await create(path)) return
  const holder = Number.parseInt(await readFile(path, 'utf8').catch(() => ''), 10)
  if (isRunning(holder)) {
    throw new DataError('another import into this store is running; wait for it to end', {
      file: path,
      field: 'process',
      value: holder,
    })
  }
  await rm(path, { force: true })
  if (!(await create(path))) {
    throw new DataError('another import into this store has just started; wait for it to end', { file: path })
  }
}

/** False when the file is there already. */
async function create(path: string): Promise<boolean> {
  try {
    await writeFile(path, `${process.pid}\n`, { flag: 'wx' })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** Whether a process exists, its owner whoever it be. */
function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

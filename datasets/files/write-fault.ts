/** Says in one sentence why a file could not be written, whoever noticed it: the system, or DuckDB in its own words. */

import { DataError } from '../../engine/model/errors.ts'

/** By the system's code: how its message names it, and what to do. */
const FAULTS = {
  ENOSPC: ['No space left on device', 'the disk is full; make room, or choose another folder'],
  EDQUOT: ['Disk quota exceeded', 'the disk quota is used up; make room, or choose another folder'],
  EFBIG: ['File too large', 'the file grew beyond what this system allows; raise the limit (ulimit -f)'],
  EROFS: ['Read-only file system', 'the file system is read-only; choose another folder'],
  EACCES: ['Permission denied', 'there is no permission to write here; change it, or choose another folder'],
  EPERM: [
    'Operation not permitted',
    'this may not be changed here; change its permissions, or choose another folder',
  ],
  ENOTDIR: [
    'Not a directory',
    'a file is in the way where a folder is needed; move it, or choose another folder',
  ],
  EEXIST: ['File exists', 'a file is in the way where a folder is needed; move it, or choose another folder'],
  EISDIR: ['Is a directory', 'a folder is in the way; move it, or choose another folder'],
  ENOTEMPTY: ['Directory not empty', 'a folder is in the way; move it, or choose another folder'],
  ENAMETOOLONG: ['File name too long', 'the name is too long for this file system; choose a shorter one'],
  EMFILE: ['Too many open files', 'too many files are open; raise the limit (ulimit -n)'],
  EIO: ['Input/output error', 'the disk reports an error; look after the disk, or choose another one'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>

type FaultCode = keyof typeof FAULTS

/** The fault as a DataError that names the file, or `path` where the error names none; anything else as it is. */
export function asWriteFault(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || error instanceof DataError) return error
  const code = codeOf(error)
  if (code === null) return error
  const named = 'path' in error && typeof error.path === 'string' ? error.path : path
  return new DataError(FAULTS[code][1], { file: named })
}

function codeOf(error: Error): FaultCode | null {
  if ('code' in error && typeof error.code === 'string') return isFault(error.code) ? error.code : null
  // DuckDB hands the system's message on, without its code.
  const found = Object.entries(FAULTS).find(([, [message]]) => error.message.includes(message))?.[0]
  return found !== undefined && isFault(found) ? found : null
}

const isFault = (code: string): code is FaultCode => Object.hasOwn(FAULTS, code)

/** Runs `work`; what cannot be written in it is told as `asWriteFault` has it. */
export async function writing<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asWriteFault(error, path)
  }
}

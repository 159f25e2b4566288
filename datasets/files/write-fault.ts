/** Says in one sentence why a file could not be written, whoever noticed it: the system, or DuckDB in its own words. */

import { resolve, sep } from 'node:path'
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

/**
 * A fault of writing below the folder `path` as a DataError that names the file where the error does. Anything else, such
 * as a fault of reading elsewhere, is given back as it is.
 */
function asWriteFault(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || error instanceof DataError) return error
  const code = 'code' in error ? systemCode(error as NodeJS.ErrnoException, resolve(path)) : duckdbCode(error)
  if (code === null) return error
  return new DataError(FAULTS[code][1], { file: pathOf(error) ?? path })
}

function systemCode(error: NodeJS.ErrnoException, folder: string): FaultCode | null {
  const at = resolve(pathOf(error) ?? folder)
  const { code, syscall } = error
  const isOwn = isWithin(at, folder) || isWithin(folder, at)
  return syscall !== 'read' && isOwn && code !== undefined && isFault(code) ? code : null
}

const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)

const pathOf = (error: Error): string | undefined =>
  'path' in error && typeof error.path === 'string' ? error.path : undefined

/** DuckDB hands the system's message on, without its code. */
function duckdbCode({ name, message }: Error): FaultCode | null {
  if (name !== 'Error' || !/^[\w ]+ Error: /.test(message)) return null
  const code = Object.entries(FAULTS).find(([, [system]]) => message.includes(system))?.[0] ?? ''
  return isFault(code) ? code : null
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

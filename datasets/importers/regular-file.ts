/** Makes sure that a path leads to a file that can be read to its end, and says in a sentence why it does not. */

import { stat } from 'node:fs/promises'
import { DataError } from '../../engine/model/errors.ts'

/** What a path that is neither a file nor a folder is, as a sentence goes on. */
const SPECIAL = 'a pipe, socket or device; write what comes from it into a file'

/**
 * The length of a file in bytes; links are followed. Throws a DataError that names the path for a folder, for a pipe,
 * socket or device, whose end may never come, and for what is not there or may not be looked at.
 */
export async function bytesOfFile(path: string): Promise<number> {
  const facts = await stat(path).catch((error: unknown) => {
    throw unreadable(error, path)
  })
  if (facts.isFile()) return facts.size
  const what = facts.isDirectory() ? 'a folder; name a file' : SPECIAL
  throw new DataError(`this is ${what}`, { file: path })
}

/** What the operating system says about a path, for its user; any other error stays as it is. */
export function unreadable(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!/^E[A-Z0-9]+$/.test(code)) return error
  return new DataError(WHY[code] ?? `cannot be read (${code}); copy it elsewhere`, { file: path })
}

const MISSING = 'there is no such file or folder; check the path'
const FORBIDDEN = 'may not be read; ask for leave to read it, or name another'

const WHY: Readonly<Record<string, string>> = {
  ENOENT: MISSING,
  ENOTDIR: MISSING,
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  ELOOP: 'symbolic links lead in a circle; name the file itself',
}

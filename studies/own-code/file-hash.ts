/** The hash of one file. */

import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'

/** sha256 of a file's bytes as they stand; null = it cannot be read, or could not be read once more, as a pipe. */
export function fileHash(path: string): string | null {
  try {
    if (!statSync(path).isFile()) return null
    return createHash('sha256').update(readFileSync(path)).digest('hex')
  } catch {
    return null
  }
}

/** Hashes of files. */

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** The sha256 of a file, in hexadecimal digits. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(bytes as Buffer)
  return hash.digest('hex')
}

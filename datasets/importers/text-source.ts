/** A file as text, chunk by chunk: plain, gzipped, or the one table in a zip. */

import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { DataError } from '../../engine/model/errors.ts'
import { soleTable } from './zip.ts'

export interface TextSource {
  /** The name that errors and the manifest give. */
  readonly name: string
  /** The text from its beginning, without a byte order mark. Throws a DataError for what is no text. */
  chunks(): AsyncGenerator<string>
}

/** The first line of a text; empty when there is none. */
export async function firstLineOf(source: TextSource): Promise<string> {
  for await (const chunk of source.chunks()) return chunk.split(/\r?\n/, 1)[0] ?? ''
  return ''
}

/** A file, unpacked by what its first bytes say. */
export const textSource = (path: string, name: string): TextSource => ({
  name,
  chunks: () => decoded(bytesOf(path, name), name),
})

async function* bytesOf(path: string, name: string): AsyncGenerator<Uint8Array> {
  const magic = await firstBytes(path)
  if (magic[0] === 0x50 && magic[1] === 0x4b) {
    yield soleTable(await readFile(path), name)
    return
  }
  const file = createReadStream(path, { highWaterMark: 1 << 20 })
  if (!(magic[0] === 0x1f && magic[1] === 0x8b)) {
    yield* file
    return
  }
  try {
    yield* file.pipe(createGunzip())
  } catch (error) {
    throw new DataError(
      `the gzip is damaged (${error instanceof Error ? error.message : String(error)}); fetch it again`,
      { file: name },
    )
  } finally {
    file.destroy()
  }
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(4), 0, 4, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

async function* decoded(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<string> {
  // Drops a byte order mark by itself.
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true })
    if (text.includes('\u0000')) {
      throw new DataError('this is no text in UTF-8; save the table as csv', { file: name })
    }
    yield text
  }
  yield decoder.decode()
}

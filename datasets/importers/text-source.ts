/** A file as text, chunk by chunk: plain, gzipped, or the one table in a zip. */

import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { type Ceilings, requireWithin } from '../../engine/model/ceilings.ts'
import { DataError } from '../../engine/model/errors.ts'
import { requireUnpacked, soleTable } from './zip.ts'

export interface TextSource {
  /** The name that errors and the manifest give. */
  readonly name: string
  /** What its rows are held to as well. */
  readonly ceilings: Ceilings
  /** The text from its beginning, without a byte order mark. Throws a DataError for what is no text. */
  chunks(): AsyncGenerator<string>
}

/** The first line of a text; empty when there is none. */
export async function firstLineOf(source: TextSource): Promise<string> {
  for await (const chunk of source.chunks()) return chunk.split(/\r?\n/, 1)[0] ?? ''
  return ''
}

/**
 * A file, unpacked by what its first bytes say; held to the standard ceilings where none are named. Reading it throws a
 * DataError for what is no file or may not be read, and a CeilingError for one that is too long.
 */
export const textSource = (path: string, name: string, ceilings: Ceilings = {}): TextSource => ({
  name,
  ceilings,
  chunks: () => decoded(bytesOf(path, name, ceilings), name),
})

async function* bytesOf(path: string, name: string, ceilings: Ceilings): AsyncGenerator<Uint8Array> {
  const length = await bytesOfFile(path)
  requireWithin('fileBytes', length, { file: name }, ceilings)
  const magic = await firstBytes(path)
  if (magic.startsWith('PK\x03\x04') || magic.startsWith('PK\x05\x06')) {
    yield* soleTable(path, length, name, ceilings)
  } else if (magic.startsWith('\x1f\x8b')) {
    yield* gunzipped(path, length, name, ceilings)
  } else {
    yield* createReadStream(path, { highWaterMark: 1 << 20 })
  }
}

async function* gunzipped(
  path: string,
  length: number,
  file: string,
  ceilings: Ceilings,
): AsyncGenerator<Uint8Array> {
  let size = 0
  try {
    for await (const piece of pipeline(
      createReadStream(path),
      createGunzip({ chunkSize: 1 << 16 }),
      () => {},
    )) {
      size += piece.length
      requireUnpacked(size, length, file, ceilings)
      yield piece
    }
  } catch (error) {
    if (error instanceof DataError) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new DataError(`the gzip is damaged (${why}); fetch it again`, { file })
  }
}

/** The first bytes of a file, a character each. */
async function firstBytes(path: string): Promise<string> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw unreadable(error, path)
  })
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.toString('latin1', 0, bytesRead)
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

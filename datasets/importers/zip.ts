/** Streams the one table out of a zip archive: stored or deflated, without encryption. */

import { type FileHandle, open } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { type Ceilings, requireWithin } from '../../engine/model/ceilings.ts'
import { DataError } from '../../engine/model/errors.ts'
import { bytesAt, type ZipEntry, zipDirectory } from './zip-directory.ts'

const LOCAL_HEADER = 0x04034b50
const LOCAL_HEADER_BYTES = 30
const STORED = 0
const DEFLATED = 8
/** What is read and unpacked at a time. */
const STEP = 1 << 16

/**
 * The bytes of the only csv or txt in an archive of `length` bytes, piece by piece; what is wrong with its checksum shows
 * at the end. `file` is what errors call it. Throws a DataError for a damaged archive, for none or several tables, and
 * for one that unpacks to more than the ceilings allow, before it is unpacked.
 */
export async function* soleTable(
  path: string,
  length: number,
  file: string,
  ceilings: Ceilings,
): AsyncGenerator<Uint8Array> {
  const archive = await open(path, 'r')
  try {
    const table = tableOf(await zipDirectory(archive, length), file)
    requireUnpacked(table.size, table.packed, file, ceilings)
    yield* checked(await unpacked(archive, length, table), table)
  } catch (error) {
    if (error instanceof DataError) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new DataError(`the zip is damaged (${why}); fetch it again`, { file })
  } finally {
    await archive.close()
  }
}

function tableOf(entries: readonly ZipEntry[], file: string): ZipEntry {
  // Archives from a Mac hold a companion of each file, as folders on disk do.
  const isHidden = (name: string): boolean => /^__MACOSX[\\/]|(^|[\\/])\.[^\\/]*$/.test(name)
  const tables = entries.filter(({ name }) => /\.(csv|txt)$/i.test(name) && !isHidden(name))
  const [table, second] = tables
  if (!table || second) {
    throw new DataError(
      `the zip holds ${tables.length} tables where one is expected; unpack it and import the files`,
      { file },
    )
  }
  if (table.encrypted) throw new DataError('the zip is encrypted; unpack it and import the file', { file })
  return table
}

async function unpacked(
  archive: FileHandle,
  length: number,
  { header, packed, method }: ZipEntry,
): Promise<AsyncIterable<Uint8Array>> {
  if (header + LOCAL_HEADER_BYTES > length) throw new Error('its table lies beyond its end')
  const local = await bytesAt(archive, header, LOCAL_HEADER_BYTES)
  if (local.readUInt32LE(0) !== LOCAL_HEADER) throw new Error('its table is not where it says')
  // The local header repeats the name and has extra fields of its own length.
  const start = header + LOCAL_HEADER_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28)
  if (start + packed > length) throw new Error('its table lies beyond its end')
  const bytes = bytesBetween(archive, start, start + packed)
  if (method === STORED) return bytes
  if (method !== DEFLATED) throw new Error(`compression method ${method}`)
  return pipeline(Readable.from(bytes), createInflateRaw({ chunkSize: STEP }), () => {})
}

async function* bytesBetween(archive: FileHandle, from: number, to: number): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to; at += STEP) yield await bytesAt(archive, at, Math.min(STEP, to - at))
}

/** Passes bytes on. Throws an Error as soon as there are more than the directory states, and where they are others. */
async function* checked(bytes: AsyncIterable<Uint8Array>, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  let size = 0
  let crc = 0
  for await (const piece of bytes) {
    size += piece.length
    if (size > entry.size) throw new Error('its table is longer than it states')
    crc = crc32(piece, crc)
    yield piece
  }
  if (size !== entry.size || crc !== entry.crc) throw new Error('its checksum differs')
}

/** A small file of rows that repeat packs better than any real one, and does no harm. */
const RATIO_FROM = 10 << 20

/** Throws a CeilingError where `size` bytes, unpacked from `packed`, are too many of themselves or for their origin. */
export function requireUnpacked(size: number, packed: number, file: string, ceilings: Ceilings): void {
  requireWithin('unpackedBytes', size, { file }, ceilings)
  if (size > RATIO_FROM) requireWithin('unpackedRatio', size / packed, { file }, ceilings)
}

/** Reads the one table out of a zip archive: stored or deflated, without encryption. */

import { inflateRawSync } from 'node:zlib'
import { DataError } from '../../engine/model/errors.ts'

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
/** Stands for a number that does not fit, which then is in the extra field of this id. */
const IN_EXTRA = 0xffffffff
const ZIP64 = 0x0001
const STORED = 0
const DEFLATED = 8

interface Entry {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly header: number
}

/** The bytes of the only csv or txt in an archive. Throws a DataError for a damaged archive, or for none or several. */
export function soleTable(archive: Buffer, file: string): Uint8Array {
  try {
    const tables = entriesOf(archive).filter(({ name }) => /\.(csv|txt)$/i.test(name))
    const [table, second] = tables
    if (!table || second) {
      throw new DataError(
        `the zip holds ${tables.length} tables where one is expected; unpack it and import the files`,
        { file },
      )
    }
    return unpack(archive, table)
  } catch (error) {
    if (error instanceof DataError) throw error
    throw new DataError(
      `the zip is damaged (${error instanceof Error ? error.message : String(error)}); fetch it again`,
      {
        file,
      },
    )
  }
}

function entriesOf(archive: Buffer): Entry[] {
  let end = archive.length - 22
  while (archive.readUInt32LE(end) !== END_OF_DIRECTORY) end--
  const count = archive.readUInt16LE(end + 10)
  let at = archive.readUInt32LE(end + 16)
  return Array.from({ length: count }, () => {
    if (archive.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('its directory does not read')
    const nameLength = archive.readUInt16LE(at + 28)
    const extra = at + 46 + nameLength
    const extraEnd = extra + archive.readUInt16LE(at + 30)
    const long = longNumbers(archive, extra, extraEnd)
    const number = (offset: number): number => {
      const short = archive.readUInt32LE(at + offset)
      return short === IN_EXTRA ? long() : short
    }
    const entry: Entry = {
      name: archive.toString('utf8', at + 46, extra),
      method: archive.readUInt16LE(at + 10),
      crc: archive.readUInt32LE(at + 16),
      // In the order in which long numbers follow each other.
      size: number(24),
      packed: number(20),
      header: number(42),
    }
    at = extraEnd + archive.readUInt16LE(at + 32)
    return entry
  })
}

/** The 64-bit numbers of an entry, one after the other: some writers use them for small files too (zip64). */
function longNumbers(archive: Buffer, from: number, to: number): () => number {
  let field = from
  while (field < to && archive.readUInt16LE(field) !== ZIP64) field += 4 + archive.readUInt16LE(field + 2)
  let at = field + 4
  return () => {
    if (at + 8 > to) throw new Error('its directory does not read')
    at += 8
    return Number(archive.readBigUInt64LE(at - 8))
  }
}

function unpack(archive: Buffer, entry: Entry): Uint8Array {
  // The local header repeats the name and has extra fields of its own length.
  const start =
    entry.header + 30 + archive.readUInt16LE(entry.header + 26) + archive.readUInt16LE(entry.header + 28)
  const packed = archive.subarray(start, start + entry.packed)
  if (entry.method !== STORED && entry.method !== DEFLATED)
    throw new Error(`compression method ${entry.method}`)
  const bytes = entry.method === STORED ? packed : inflateRawSync(packed)
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) throw new Error('its checksum differs')
  return bytes
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] as number)
  return (crc ^ 0xffffffff) >>> 0
}

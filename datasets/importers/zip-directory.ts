/** Reads the directory of a zip archive from its end, never more of the file than that takes. */

import type { FileHandle } from 'node:fs/promises'

/** A file of an archive, as the directory states it. */
export interface ZipEntry {
  /** For telling tables from the rest; never a path to write to. */
  readonly name: string
  readonly encrypted: boolean
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  /** Where its local header starts. */
  readonly header: number
}

const END = 0x06054b50
const END_BYTES = 22
const COMMENT_MOST = 0xffff
const LONG_END = 0x06064b50
const LONG_END_BYTES = 56
const LOCATOR = 0x07064b50
const LOCATOR_BYTES = 20
const ENTRY = 0x02014b50
const ENTRY_BYTES = 46
/** Stand for a number that does not fit: of an entry it is in the extra field of this id, of the end in a longer end. */
const IN_EXTRA = 0xffffffff
const IN_LONG_END = 0xffff
const ZIP64 = 0x0001
/** Hundred thousands of entries: an archive of one table has nothing like it. */
const DIRECTORY_MOST = 1 << 25

/** The entries of an archive of `length` bytes. Throws an Error that says what is wrong with a damaged one. */
export async function zipDirectory(archive: FileHandle, length: number): Promise<ZipEntry[]> {
  const { count, bytes, offset, end } = await directoryPlace(archive, length)
  if (!(bytes <= DIRECTORY_MOST && offset + bytes <= end && count * ENTRY_BYTES <= bytes))
    throw new Error(`its directory of ${count} entries cannot be where it says`)
  return entriesOf(await bytesAt(archive, offset, bytes), count)
}

/** So many bytes of a file. Throws an Error where the file ends before. */
export async function bytesAt(archive: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await archive.read(Buffer.alloc(length), 0, length, offset)
  if (bytesRead < length) throw new Error('it ends early')
  return buffer
}

interface DirectoryPlace {
  readonly count: number
  readonly bytes: number
  readonly offset: number
  /** The directory lies before this. */
  readonly end: number
}

async function directoryPlace(archive: FileHandle, length: number): Promise<DirectoryPlace> {
  const from = Math.max(0, length - END_BYTES - COMMENT_MOST)
  const tail = await bytesAt(archive, from, length - from)
  let at = tail.length - END_BYTES
  while (at >= 0 && tail.readUInt32LE(at) !== END) at--
  if (at < 0) throw new Error('it has no directory')
  const short: DirectoryPlace = {
    count: tail.readUInt16LE(at + 10),
    bytes: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
    end: from + at,
  }
  const isLong = short.count === IN_LONG_END || short.bytes === IN_EXTRA || short.offset === IN_EXTRA
  return isLong ? longPlace(archive, short.end) : short
}

/** The place as an archive beyond 4 GB states it (zip64). */
async function longPlace(archive: FileHandle, end: number): Promise<DirectoryPlace> {
  const locator = await bytesAt(archive, Math.max(0, end - LOCATOR_BYTES), LOCATOR_BYTES)
  const at = longNumber(locator, 8)
  if (locator.readUInt32LE(0) !== LOCATOR || at + LONG_END_BYTES > end)
    throw new Error('its directory does not read')
  const long = await bytesAt(archive, at, LONG_END_BYTES)
  if (long.readUInt32LE(0) !== LONG_END) throw new Error('its directory does not read')
  return { count: longNumber(long, 32), bytes: longNumber(long, 40), offset: longNumber(long, 48), end: at }
}

function entriesOf(directory: Buffer, count: number): ZipEntry[] {
  let at = 0
  return Array.from({ length: count }, () => {
    if (directory.readUInt32LE(at) !== ENTRY) throw new Error('its directory does not read')
    const extra = at + ENTRY_BYTES + directory.readUInt16LE(at + 28)
    const extraEnd = extra + directory.readUInt16LE(at + 30)
    const long = longNumbers(directory, extra, extraEnd)
    const number = (offset: number): number => {
      const short = directory.readUInt32LE(at + offset)
      return short === IN_EXTRA ? long() : short
    }
    const entry: ZipEntry = {
      name: directory.toString('utf8', at + ENTRY_BYTES, extra),
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      // In the order in which long numbers follow each other.
      size: number(24),
      packed: number(20),
      header: number(42),
    }
    at = extraEnd + directory.readUInt16LE(at + 32)
    return entry
  })
}

/** The 64-bit numbers of an entry, one after the other: some writers use them for small files too (zip64). */
function longNumbers(directory: Buffer, from: number, to: number): () => number {
  let field = from
  while (field < to && directory.readUInt16LE(field) !== ZIP64) field += 4 + directory.readUInt16LE(field + 2)
  let at = field + 4
  return () => {
    if (at + 8 > to) throw new Error('its directory does not read')
    at += 8
    return longNumber(directory, at - 8)
  }
}

const longNumber = (bytes: Buffer, at: number): number => Number(bytes.readBigUInt64LE(at))

/** Writes zip archives for tests: just the fields that a reader needs. */

export interface ZipMember {
  readonly name: string
  readonly table: Buffer
  /** 0 = stored, 8 = deflated. */
  readonly method: number
  readonly bytes: Buffer
  /** Its sizes stand in 64 bits after the name, as LEAN writes some. */
  readonly long?: boolean
}

export function zipOf(members: readonly ZipMember[]): Buffer {
  const local: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, table, method, bytes, long } of members) {
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(method, 4)
    facts.writeUInt32LE(crc32(table), 10)
    facts.writeUInt32LE(long ? 0xffffffff : bytes.length, 14)
    facts.writeUInt32LE(long ? 0xffffffff : table.length, 18)
    facts.writeUInt16LE(name.length, 22)
    const extra = long ? longSizes(table.length, bytes.length) : Buffer.alloc(0)
    facts.writeUInt16LE(extra.length, 24)
    const head = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, Buffer.from(name), extra])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), facts, tail, Buffer.from(name), extra]),
    )
    local.push(head, bytes)
    at += head.length + bytes.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(members.length, 4)
  end.writeUInt16LE(members.length, 6)
  end.writeUInt32LE(entries.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...local, entries, Buffer.from('PK\x05\x06', 'latin1'), end])
}

/** Another extra field first, then that of the sizes. */
function longSizes(size: number, packed: number): Buffer {
  const extra = Buffer.alloc(26)
  extra.writeUInt16LE(0x7075, 0)
  extra.writeUInt16LE(2, 2)
  extra.writeUInt16LE(0x0001, 6)
  extra.writeUInt16LE(16, 8)
  extra.writeBigUInt64LE(BigInt(size), 10)
  extra.writeBigUInt64LE(BigInt(packed), 18)
  return extra
}

/** The checksum bit by bit, slow and obvious. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}

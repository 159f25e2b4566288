/** Zip archives: read piece by piece, held to what they state and to ceilings, and nothing is written by their names. */

import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { importFiles } from '../../../datasets/import-files.ts'
import { textSource } from '../../../datasets/importers/text-source.ts'
import type { Ceilings } from '../../../engine/model/ceilings.ts'
import { fileIn, tempFolders } from '../../fixtures/temp-folder.ts'
import { samples, textOf } from './samples.ts'
import { type ZipMember, zipOf } from './zip-of.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const folder = tempFolders()

const memberOf = (text: string, name = 'table.csv'): ZipMember => {
  const table = Buffer.from(text)
  return { name, table, method: 8, bytes: deflateRawSync(table) }
}

async function textOfFile(bytes: Uint8Array, ceilings: Ceilings = {}): Promise<string> {
  let text = ''
  for await (const chunk of textSource(fileIn(folder(), 'x.zip', bytes), 'x.zip', ceilings).chunks())
    text += chunk
  return text
}

/** Where the directory of an archive starts, and where its end starts. */
const END_BYTES = 22
const endOf = (archive: Buffer): number => archive.length - END_BYTES
const directoryOf = (archive: Buffer): number => archive.readUInt32LE(endOf(archive) + 16)

/** A copy of an archive of one table with another number in it. */
function withNumber(archive: Buffer, at: number, value: number, bytes: 2 | 4 = 4): Buffer {
  const copy = Buffer.from(archive)
  copy.writeUIntLE(value, at, bytes)
  return copy
}

/** The directory's place as archives beyond 4 GB state it. */
function longEnd(archive: Buffer): Buffer {
  const [offset, end] = [directoryOf(archive), endOf(archive)]
  const long = Buffer.alloc(56)
  long.writeUInt32LE(0x06064b50, 0)
  long.writeBigUInt64LE(1n, 32)
  long.writeBigUInt64LE(BigInt(end - offset), 40)
  long.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(end), 8)
  const short = withNumber(withNumber(archive.subarray(end), 16, 0xffffffff), 10, 0xffff, 2)
  return Buffer.concat([archive.subarray(0, end), long, locator, short])
}

const ROW = '2020-01-02,2020-02-14,1800,C,50.25\n'
const TEXT = `d,e,k,r,c\n${ROW.repeat(1000)}`
const archive = zipOf([memberOf(TEXT)])

describe('a zip', () => {
  it('is read with a comment behind its end, and with a directory placed by 64-bit numbers', async () => {
    expect(await textOfFile(Buffer.concat([archive, Buffer.from('a comment of the packer')]))).toBe(TEXT)
    expect(await textOfFile(longEnd(archive))).toBe(TEXT)
  })

  it('may hold an empty table, and files that are no tables', async () => {
    expect(await textOfFile(zipOf([memberOf(''), memberOf('read me', 'readme.md')]))).toBe('')
  })

  it('may hold the companions that a Mac adds', async () => {
    const companions = [
      memberOf('x', '__MACOSX/._table.csv'),
      memberOf('x', '.hidden.csv'),
      memberOf('x', 'a/.b.csv'),
    ]
    expect(await textOfFile(zipOf([memberOf(TEXT), ...companions]))).toBe(TEXT)
  })

  it('is told from a text that begins with its first letters', async () => {
    expect(await textOfFile(Buffer.from('PK,close\n1,2\n'))).toBe('PK,close\n1,2\n')
  })

  it('comes in pieces, in a memory that could not hold its text', async () => {
    const rows = Math.ceil((64 << 20) / ROW.length)
    const path = fileIn(folder(), 'long.zip', zipOf([memberOf(ROW.repeat(rows))]))
    const count = `
      import { csvRows } from './datasets/importers/csv.ts'
      import { textSource } from './datasets/importers/text-source.ts'
      let rows = 0
      let longest = 0
      async function* chunks() {
        for await (const chunk of textSource(process.argv[1], 'long.zip', { unpackedRatio: 1032 }).chunks()) {
          longest = Math.max(longest, chunk.length)
          yield chunk
        }
      }
      for await (const batch of csvRows(chunks(), ',', 'long.zip')) rows += batch.length
      console.log(rows, longest <= 1 << 20)`
    const printed = execFileSync(
      process.execPath,
      ['--max-old-space-size=32', '--import', 'tsx', '--input-type=module', '-e', count, path],
      { cwd: ROOT, encoding: 'utf8' },
    )
    expect(printed.trim()).toBe(`${rows} true`)
  })

  it('may be left at any piece', async () => {
    const path = fileIn(folder(), 'x.zip', zipOf([memberOf(ROW.repeat(100_000))]))
    for (let time = 0; time < 20; time++) {
      for await (const chunk of textSource(path, 'x.zip').chunks()) {
        expect(chunk.startsWith(ROW)).toBe(true)
        break
      }
    }
  })

  it.each<[string, Buffer]>([
    ['counts more entries than it has', withNumber(archive, endOf(archive) + 10, 2, 2)],
    ['counts entries beyond any directory', withNumber(archive, endOf(archive) + 10, 0xfffe, 2)],
    ['has a directory longer than itself', withNumber(archive, endOf(archive) + 12, 0xfffffffe)],
    ['has a directory beyond its end', withNumber(archive, endOf(archive) + 16, 0xfffffffe)],
    ['has no 64-bit end though it claims one', withNumber(archive, endOf(archive) + 16, 0xffffffff)],
    ['has a 64-bit number that is missing', withNumber(archive, directoryOf(archive) + 24, 0xffffffff)],
    ['has a table beyond its end', withNumber(archive, directoryOf(archive) + 42, 0xfffffffe)],
    ['has a table that is not where it says', withNumber(archive, directoryOf(archive) + 42, 1)],
    ['holds more than it states', withNumber(archive, directoryOf(archive) + 24, 100)],
    ['holds less than it states', withNumber(archive, directoryOf(archive) + 24, 1 << 20)],
    ['is packed by another method', withNumber(archive, directoryOf(archive) + 10, 12, 2)],
    ['is cut off', archive.subarray(0, archive.length - 1)],
    ['is nothing but its first bytes', archive.subarray(0, 4)],
  ])('that %s is damaged', async (_what, damaged) => {
    await expect(textOfFile(damaged)).rejects.toThrow(/^x.zip: the zip is damaged \(.*\); fetch it again$/)
  })

  it('that is encrypted is not read', async () => {
    const encrypted = withNumber(archive, directoryOf(archive) + 8, 1, 2)
    await expect(textOfFile(encrypted)).rejects.toThrow('x.zip: the zip is encrypted; unpack it')
  })

  it.each(['../../evil.csv', '/tmp/stillhalter-evil.csv', 'C:\\evil.csv', '..\\evil.csv'])(
    'writes nothing to the path of its table %s',
    async name => {
      const sample = samples.find(({ what }) => what === 'options')
      if (!sample) throw new Error('no sample')
      const [home, inbox] = [folder(), folder()]
      const path = fileIn(inbox, 'in/options.zip', zipOf([memberOf(textOf(sample), name)]))
      const report = await importFiles({ paths: [path], store: join(home, 'a/b/store') })
      expect(report.files.map(({ file, status }) => [file, status])).toEqual([['options.zip', 'imported']])
      const files = (at: string): string[] => readdirSync(at, { recursive: true, encoding: 'utf8' }).sort()
      expect(files(inbox)).toEqual(['in', 'in/options.zip'])
      expect(files(home).map(file => file.replace(/(chains|source)-.*/, '$1'))).toEqual([
        'a',
        'a/b',
        'a/b/store',
        'a/b/store/chains',
        'a/b/store/manifest.json',
        'a/b/store/source',
      ])
      expect(existsSync('/tmp/stillhalter-evil.csv')).toBe(false)
    },
  )
})

describe('what an archive unpacks to', () => {
  const long = ROW.repeat(Math.ceil((11 << 20) / ROW.length))
  const bomb = zipOf([memberOf(long)])
  const gzipped = gzipSync(long)

  it('is held to a ratio from ten mebibytes on', async () => {
    expect(await textOfFile(zipOf([memberOf('1,2\n'.repeat(100_000))]), { unpackedRatio: 2 })).not.toBe('')
    expect(await textOfFile(gzipSync('1,2\n'.repeat(100_000)), { unpackedRatio: 2 })).not.toBe('')
    const message = /^x.zip: "\d+\.\d+": more than 20 bytes unpacked .*--ceiling unpackedRatio=\d+/
    await expect(textOfFile(bomb, { unpackedRatio: 20 })).rejects.toThrow(message)
    await expect(textOfFile(gzipped, { unpackedRatio: 20 })).rejects.toThrow(message)
    expect(await textOfFile(bomb, { unpackedRatio: 1032 })).toBe(long)
    expect(await textOfFile(gzipped, { unpackedRatio: 1032 })).toBe(long)
  })

  it('is held to a length', async () => {
    const message = 'more than 1000 bytes unpacked from an archive (unpackedBytes)'
    await expect(textOfFile(archive, { unpackedBytes: 1000 })).rejects.toThrow(message)
    await expect(textOfFile(gzipSync(TEXT), { unpackedBytes: 1000 })).rejects.toThrow(message)
    expect(await textOfFile(Buffer.from(TEXT), { unpackedBytes: 1000 })).toBe(TEXT)
  })

  it('is not believed: a table that grows beyond what the directory states is left there', async () => {
    const lying = withNumber(bomb, directoryOf(bomb) + 24, 1000)
    await expect(textOfFile(lying)).rejects.toThrow('its table is longer than it states')
  })
})

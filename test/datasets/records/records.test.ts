/** Records on disk: what a run wrote comes back equal, and what is no record of ours is refused. */

import { statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRecords, withRecordWriter } from '../../../datasets/index.ts'
import { quoted, rowsOf, withDatabase } from '../../../datasets/store/duckdb.ts'
import { minor, type RunRecord, randomAssignment, SCAN_DEFAULTS, scanMargin } from '../../../engine/index.ts'
import { BOLD_PARAMS, demoMarket, runBold } from '../../fixtures/demo.ts'
import { bytesOf, tempFolders } from '../../fixtures/temp-folder.ts'
import { LIFE_CASH, lifeRows, runLife } from '../../reports/whole-life.ts'

const folder = tempFolders()

/** Writes records and their journal; gives the folder of the two. */
async function written(records: Iterable<RunRecord>): Promise<string> {
  const out = folder()
  await withRecordWriter(join(folder(), 'scratch.ndjson'), 'USD', async writer => {
    for (const record of records) writer.take(record)
    await writer.write(join(out, 'records.parquet'), join(out, 'journal.parquet'))
  })
  return out
}

async function read(path: string): Promise<RunRecord[]> {
  const records: RunRecord[] = []
  await readRecords(path, record => records.push(record))
  return records
}

const strangles = await runBold(demoMarket(1), { cash: 60_000, reserve: 5000 })
const assigned = await runBold(demoMarket(2), {
  cash: 60_000,
  from: '2009-02-16',
  params: { ...BOLD_PARAMS, exitOnZoneBreak: true },
  rules: {
    margin: scanMargin({ ...SCAN_DEFAULTS, psr: {} }),
    assignment: randomAssignment({ seed: 7, dailyProbability: 0.3 }),
  },
})
const basis = await runLife(lifeRows(1))

describe('the records of a run on disk', () => {
  it.each([
    ['strangles', strangles],
    ['strangles that are assigned', assigned],
    ['a basis trade', basis],
  ])('come back equal, each of them and in order: %s', async (_, records) => {
    expect(records.length).toBeGreaterThan(100)
    expect(await read(join(await written(records), 'records.parquet'))).toEqual(records)
  })

  it('are of every kind that these runs have', () => {
    const kinds = new Set([...strangles, ...assigned, ...basis].map(({ kind }) => kind))
    expect(kinds.size).toBeGreaterThan(14)
  })

  it('come back in order where there are several batches of them', async () => {
    const records = function* (): Generator<RunRecord> {
      for (let i = 0; i < 300_000; i++)
        yield { kind: 'mark', time: i, group: i % 7, valuePoints: i / 4, staleSessions: 0 }
    }
    let next = 0
    await readRecords(join(await written(records()), 'records.parquet'), record => {
      if (record.time !== next++) throw new Error(`${record.time} is out of order`)
    })
    expect(next).toBe(300_000)
  })

  it('are on the disk while the run goes on, but for a batch of them', async () => {
    const scratch = join(folder(), 'scratch.ndjson')
    await withRecordWriter(scratch, 'USD', async ({ take }) => {
      let told = 0
      for (let i = 0; i < 20; i++) {
        for (const record of basis) {
          take(record)
          told += JSON.stringify(record).length + 1
        }
        expect(told - statSync(scratch).size).toBeLessThan(2 ** 20 + 10_000)
      }
      expect(told).toBeGreaterThan(2 ** 22)
    })
  })

  it('are the same bytes for the same records, and may be none', async () => {
    const [first, second, none] = [await written(basis), await written(basis), await written([])]
    expect(bytesOf(first)).toEqual(bytesOf(second))
    expect(await read(join(none, 'records.parquet'))).toEqual([])
  })

  it('have columns for time, kind, group, instrument and money, the latter in units of the currency and in minor ones', async () => {
    const path = join(await written(basis), 'records.parquet')
    const [row] = await withDatabase(connection =>
      rowsOf(
        connection,
        `SELECT sequence, kind, currency, "amountMinorUnits"::DOUBLE AS minor, "amountCurrencyUnits" AS units FROM ${quoted(path)} WHERE kind = 'day' LIMIT 1`,
      ),
    )
    const at = basis.findIndex(({ kind }) => kind === 'day')
    const day = basis[at]
    if (day?.kind !== 'day') throw new Error('there is a day')
    expect(row).toEqual({
      sequence: at,
      kind: 'day',
      currency: 'USD',
      minor: day.equity,
      units: day.equity / 100,
    })
  })
})

describe('a journal', () => {
  it('has a row a posting, in minor units and in units of its currency, which add up to nothing', async () => {
    const entry: RunRecord = {
      kind: 'entry',
      time: Date.UTC(2009, 0, 5),
      entry: {
        id: 2,
        time: Date.UTC(2009, 0, 5),
        kind: 'premium',
        currency: 'JPY',
        postings: [
          { account: 'cash', amount: minor(1250) },
          { account: 'premium', amount: minor(-1250) },
        ],
        group: 7,
        instrument: 'OG 2009-01-27 C 900',
        memo: "the owner's",
      },
    }
    const rows = await journalOf([...basis.filter(({ kind }) => kind === 'entry'), entry])
    const sums = new Map<unknown, number>()
    for (const row of rows) sums.set(row.entry, (sums.get(row.entry) ?? 0) + Number(row.minor))
    expect([...sums.values()].every(sum => sum === 0)).toBe(true)
    expect(rows[0]).toMatchObject({ entry: 1, posting: 0, kind: 'deposit', account: 'cash' })
    expect(Number(rows[0]?.minor)).toBe(LIFE_CASH * 100)
    expect(rows[0]?.amountCurrencyUnits).toBe(LIFE_CASH)
    expect(rows.at(-1)).toMatchObject({
      entry: 2,
      posting: 1,
      group: 7,
      instrument: 'OG 2009-01-27 C 900',
      memo: "the owner's",
      currency: 'JPY',
      account: 'premium',
      minor: -1250,
      amountCurrencyUnits: -1250,
    })
  })

  it('has every posting of the entries, in their order', async () => {
    const rows = await journalOf(basis)
    const postings = basis.flatMap(record =>
      record.kind === 'entry'
        ? record.entry.postings.map(({ account, amount }, posting) => [
            record.entry.id,
            posting,
            account,
            amount,
          ])
        : [],
    )
    expect(rows.map(row => [row.entry, row.posting, row.account, row.minor])).toEqual(postings)
  })
})

const journalOf = async (records: Iterable<RunRecord>) => {
  const path = join(await written(records), 'journal.parquet')
  return withDatabase(connection =>
    rowsOf(connection, `SELECT *, "amountMinorUnits"::DOUBLE AS minor FROM ${quoted(path)}`),
  )
}

describe('a file that is no record of a run', () => {
  const path = join(folder(), 'other.parquet')
  /** A file of this SELECT and these notes. */
  const made = (select: string, notes = ''): Promise<void> =>
    withDatabase(async connection => {
      await connection.run(`COPY (${select}) TO ${quoted(path)} (FORMAT parquet${notes})`)
    })
  const ours = ", KV_METADATA {stillhalter: 'stillhalter.record/1'}"

  it.each([
    ['a table of somebody else', "SELECT '{}' AS record", '', 'holds no records of a run'],
    ['a journal', 'SELECT 1 AS entry', ours, 'holds no records of a run'],
    [
      'one of a newer version',
      "SELECT '{}' AS record",
      ", KV_METADATA {stillhalter: 'stillhalter.record/2'}",
      'other.parquet: "stillhalter.record/2": its records are of another version',
    ],
    [
      'a record of no kind',
      `SELECT '{"kind":"wish","time":1}' AS record`,
      ours,
      'line 1, field kind: is no record of a run',
    ],
    [
      'half a cent',
      `SELECT '{"kind":"open","time":1,"group":1,"value":0.5}' AS record`,
      ours,
      'line 1, field value: is no record of a run',
    ],
    ['what is no JSON', "SELECT '{' AS record", ours, 'line 1: is no record of a run'],
    ['a number', 'SELECT 1 AS record', ours, 'line 1: is no record of a run'],
    ['nothing', 'SELECT NULL::VARCHAR AS record', ours, 'line 1: is no record of a run'],
  ])('is refused: %s', async (_, select, notes, why) => {
    await made(select, notes)
    await expect(read(path)).rejects.toThrow(why)
    await expect(read(path)).rejects.toMatchObject({ name: 'DataError' })
  })

  it('is refused where it is no Parquet at all, or not there', async () => {
    await expect(read(join(import.meta.dirname, 'records.test.ts'))).rejects.toThrow(
      'records.test.ts: holds no records of a run',
    )
    await expect(read(join(folder(), 'records.parquet'))).rejects.toThrow('there is no such file')
  })
})

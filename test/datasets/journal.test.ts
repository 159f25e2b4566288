import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeJournal } from '../../datasets/journal.ts'
import { rowsOf, withDatabase } from '../../datasets/store/duckdb.ts'
import type { Entry } from '../../engine/model/entry.ts'
import { minor } from '../../engine/model/money.ts'
import { bytesOf, tempFolders } from './temp-folder.ts'

const folder = tempFolders()

const entries: readonly Entry[] = [
  {
    id: 1,
    time: Date.UTC(2009, 0, 2),
    kind: 'deposit',
    currency: 'USD',
    postings: [
      { account: 'cash', amount: minor(15_000_000) },
      { account: 'capital', amount: minor(-15_000_000) },
    ],
    group: null,
    instrument: null,
    memo: "opening cash, the owner's",
  },
  {
    id: 2,
    time: Date.UTC(2009, 0, 5),
    kind: 'premium',
    currency: 'USD',
    postings: [
      { account: 'cash', amount: minor(1250) },
      { account: 'premium', amount: minor(-1250) },
    ],
    group: 7,
    instrument: 'OG 2009-01-27 C 900',
    memo: '',
  },
]

describe('a journal', () => {
  it('has a row a posting, which add up to nothing', async () => {
    const path = join(folder(), 'journal.parquet')
    await writeJournal(path, entries)
    const rows = await withDatabase(connection =>
      rowsOf(connection, `SELECT * REPLACE (amount::DOUBLE AS amount) FROM '${path}'`),
    )
    expect(rows).toMatchObject([
      {
        entry: 1,
        posting: 0,
        kind: 'deposit',
        account: 'cash',
        amount: 15_000_000,
        memo: "opening cash, the owner's",
      },
      { entry: 1, posting: 1, account: 'capital', amount: -15_000_000 },
      { entry: 2, posting: 0, group: 7, instrument: 'OG 2009-01-27 C 900', account: 'cash', amount: 1250 },
      { entry: 2, posting: 1, account: 'premium', amount: -1250 },
    ])
  })

  it('is the same bytes for the same entries, and may be empty', async () => {
    const [first, second] = [folder(), folder()]
    await writeJournal(join(first, 'j.parquet'), entries)
    await writeJournal(join(second, 'j.parquet'), entries)
    expect(bytesOf(first)).toEqual(bytesOf(second))
    await writeJournal(join(first, 'j.parquet'), [])
    expect(bytesOf(first)).not.toEqual(bytesOf(second))
  })
})

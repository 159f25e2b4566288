/** A check finds what is wrong with a store, and nothing in one that is whole. */

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkStore } from '../../datasets/check.ts'
import { importFiles } from '../../datasets/import-files.ts'
import { showStore } from '../../datasets/show.ts'
import { withDatabase } from '../../datasets/store/duckdb.ts'
import { manifestText, parseManifest } from '../../datasets/store/manifest.ts'
import { sourceFile, sourceText } from '../../datasets/store/source-file.ts'
import { fileIn, tempFolders } from '../fixtures/temp-folder.ts'
import { indexOptions } from './index-options.ts'
import { indexFile, optionRow, optionsFile } from './nifty-files.ts'

const folder = tempFolders()

const DAYS = { '2022-01-25': 17278, '2022-01-27': 17110, '2022-01-28': 17100 }

async function storeOf(...rows: readonly string[]): Promise<string> {
  const store = join(folder(), 'nifty')
  const paths = [
    fileIn(folder(), 'index.csv', indexFile(DAYS)),
    fileIn(folder(), 'options.csv', optionsFile(...rows)),
  ]
  await importFiles({ paths, store })
  return store
}

const row = (day: string) => optionRow(day, '2022-01-27', 'CE', 17000, day === '2022-01-27' ? 17110 : 100)
const whole = () => storeOf(row('2022-01-25'), row('2022-01-27'))

const partOf = (store: string): string =>
  join(store, readdirSync(store).find(name => name.startsWith('chains-')) ?? '')

const kindsOf = async (store: string) => (await checkStore(store)).map(({ kind, what }) => [kind, what])

/** Rewrites the chain's part by a query and lets the manifest and its source vouch for it. */
async function rewrite(store: string, query: string): Promise<void> {
  const path = partOf(store)
  const manifest = join(store, 'manifest.json')
  const before = createHash('sha256').update(readFileSync(path)).digest('hex')
  const other = join(folder(), 'part.parquet')
  await withDatabase(async connection => {
    await connection.run(`CREATE TABLE part AS SELECT * FROM '${path}'`)
    await connection.run(`COPY (${query}) TO '${other}' (FORMAT parquet)`)
  })
  writeFileSync(path, readFileSync(other))
  const after = createHash('sha256').update(readFileSync(path)).digest('hex')
  const text = readFileSync(manifest, 'utf8').replace(before, after)
  const { sha256: _, ...vouching } = JSON.parse(text)
  writeFileSync(manifest, manifestText(vouching))
  for (const source of parseManifest(manifestText(vouching), manifest).sources)
    writeFileSync(join(store, sourceFile(source.id)), sourceText(vouching, source))
}

describe('a check', () => {
  it('finds nothing in a whole store', async () => {
    expect(await checkStore(await whole())).toEqual([])
  })

  it('finds a part that is missing, changed, or no Parquet', async () => {
    const store = await whole()
    const part = partOf(store)
    const bytes = readFileSync(part)
    writeFileSync(part, Buffer.concat([bytes.subarray(0, 10), Buffer.from([1]), bytes.subarray(11)]))
    expect((await checkStore(store))[0]).toMatchObject({ severity: 'bad', count: 1 })
    writeFileSync(part, 'foreign')
    expect((await checkStore(store))[0]).toMatchObject({ kind: 'unreadablePart' })
    rmSync(part)
    expect((await checkStore(store))[0]).toMatchObject({ kind: 'missingPart' })
  })

  it('finds a file of a source that is missing or changed', async () => {
    const store = await whole()
    const [name = ''] = readdirSync(store).filter(one => one.startsWith('source-'))
    writeFileSync(join(store, name), '{}')
    expect(await kindsOf(store)).toEqual([['changedSource', name]])
    rmSync(join(store, name))
    expect(await kindsOf(store)).toEqual([['changedSource', name]])
  })

  it('finds a part whose rows are another part’s', async () => {
    const [store, other] = [await whole(), await storeOf(row('2022-01-25'))]
    writeFileSync(partOf(store), readFileSync(partOf(other)))
    expect((await kindsOf(store))[0]?.[0]).toBe('changedPart')
  })

  it('finds rows out of order, below zero and crossed, whoever wrote them', async () => {
    const store = await whole()
    await rewrite(store, 'SELECT * FROM part ORDER BY time DESC')
    expect(await kindsOf(store)).toEqual([['sortOrder', basename(partOf(store))]])
    await rewrite(store, 'SELECT * REPLACE (3.0 AS bid, 2.0 AS ask, -1.0 AS close) FROM part ORDER BY time')
    expect((await checkStore(store)).map(({ kind, count }) => [kind, count])).toEqual([
      ['negativeValue', 2],
      ['crossedQuote', 2],
    ])
    await rewrite(store, 'SELECT * FROM part ORDER BY time LIMIT 1')
    expect((await checkStore(store))[0]).toMatchObject({ kind: 'rowCount', count: 1 })
  })

  it.each([
    [
      '2e12::DOUBLE AS close',
      'hugeValue',
      /^2 rows have a value beyond 1e12, the first NIFTY 2022-01-27 C 17000 at 2022-01-25T10:00:00.000Z: close 2000000000000.0$/,
    ],
    ["'-inf'::DOUBLE AS openInterest", 'hugeValue', /: openInterest -inf$/],
    [
      "DATE '9999-12-31' AS expiry",
      'oddDate',
      /^2 rows have a date outside 1900 to 2200, .* NIFTY 9999-12-31 C .*: expiry 9999-12-31$/,
    ],
    ["DATE '2122-03-01' AS expiry", 'oddDate', /more than 100 years ahead, .*: expiry 2122-03-01$/],
    [
      '("time" - INTERVAL 222 YEAR)::TIMESTAMP_MS AS time',
      'oddDate',
      /at 1800-01-25T10:00:00.000Z: time 1800-01-25 10:00:00$/,
    ],
  ])('finds %s, with the first row', async (column, kind, text) => {
    const store = await whole()
    await rewrite(store, `SELECT * REPLACE (${column}) FROM part ORDER BY "time"`)
    const found = (await checkStore(store)).filter(one => one.kind === kind)
    expect(found).toMatchObject([{ count: 2, text: expect.stringMatching(text) }])
  })

  it('takes what is missing for no value, and a century for near', async () => {
    const store = await whole()
    await rewrite(store, `SELECT * REPLACE ('nan'::DOUBLE AS close, DATE '2122-01-01' AS expiry) FROM part`)
    expect(await kindsOf(store)).toEqual([])
  })

  it('finds names that steer a terminal or start a formula, escaped', async () => {
    const store = join(folder(), 'x\u001b]0;mine\u0007')
    const options = indexOptions({ date: 'd', close: 'c', instrument: 'i' })
    const rows = ['d,i,c', '2022-01-25,XIX \u001b[2J,1', '2022-01-25,XIX \u202e,1', '2022-01-25,XIX,1', '']
    const paths = [fileIn(folder(), '=cmd().csv', rows.join('\n'))]
    await importFiles({ paths, store, importer: 'generic-csv', options, licence: '@SUM(1)' })
    expect(await checkStore(store)).toEqual([
      {
        severity: 'warn',
        kind: 'controlCharacter',
        what: 'x\\u001b]0;mine\\u0007',
        count: 3,
        text: '3 names hold control characters, the first "x\\u001b]0;mine\\u0007"; rename them in the source and import it again',
      },
      expect.objectContaining({ kind: 'formulaText', what: '=cmd().csv', count: 2 }),
    ])
  })

  it('finds contracts that end in a year nobody has seen', async () => {
    const store = join(folder(), 'gold')
    const options = {
      table: 'bars',
      map: { date: 'd', instrument: 'i', close: 'c', expiry: 'x' },
      products: ['GC'],
    }
    const paths = [fileIn(folder(), 'gc.csv', 'd,i,c,x\n2009-10-05,GC 2009-12,1010,1809-12-29\n')]
    await importFiles({ paths, store, importer: 'generic-csv', options })
    expect(await checkStore(store)).toMatchObject([
      {
        kind: 'oddDate',
        text: '1 contracts expire outside 1900 to 2200, the first GC 2009-12 on 1809-12-29',
      },
    ])
  })

  it('finds sessions without rows', async () => {
    const later = optionRow('2022-01-28', '2022-02-24', 'CE', 17000, 200)
    const store = await storeOf(row('2022-01-25'), later)
    expect(await kindsOf(store)).toEqual([
      ['sessionWithoutRows', 'NIFTY'],
      ['expiryWithoutSettlement', 'NIFTY'],
    ])
  })

  it('finds options without their underlying', async () => {
    const store = join(folder(), 'nifty')
    await importFiles({ paths: [fileIn(folder(), 'o.csv', optionsFile(row('2022-01-25')))], store })
    expect(await kindsOf(store)).toEqual([['underlyingWithoutBars', 'NIFTY']])
  })
})

describe('a summary', () => {
  it('counts rows by product and by expiry, and lists the sources', async () => {
    const { name, products, expiries, sources } = await showStore(await whole())
    expect(name).toBe('nifty')
    expect(products.objects()).toEqual([
      { product: 'NIFTY', table: 'chains', rows: 2, sessions: 2, first: '2022-01-25', last: '2022-01-27' },
      { product: 'NIFTY50', table: 'bars', rows: 3, sessions: 3, first: '2022-01-25', last: '2022-01-28' },
    ])
    expect(expiries.objects()).toEqual([
      {
        product: 'NIFTY',
        expiry: '2022-01-27',
        underlying: 'NIFTY50',
        settlement: 17110,
        rows: 2,
        first: '2022-01-25',
        last: '2022-01-27',
        strikeLow: 17000,
        strikeHigh: 17000,
      },
    ])
    expect(sources.objects()).toMatchObject([
      { file: 'index.csv', importer: 'nse-csv', accepted: 3, rejected: 0 },
      { file: 'options.csv', accepted: 2 },
    ])
  })
})

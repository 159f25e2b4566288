/** What is decoded out of parts, in order without sorting where it can be, is what a plain ordered query gives. */

import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { sha256Of } from '../../../datasets/files/sha256.ts'
import { importFiles } from '../../../datasets/import-files.ts'
import { openStore } from '../../../datasets/open-store.ts'
import { columnsOf, quoted, withDatabase } from '../../../datasets/store/duckdb.ts'
import { manifestText, type Part, parseManifest } from '../../../datasets/store/manifest.ts'
import { identifier, numberOf, parquetFrom, parquetOptions, TABLES } from '../../../datasets/store/tables.ts'
import { formatDay, MS_PER_DAY } from '../../../engine/model/time.ts'
import { fileIn, tempFolders } from '../../fixtures/temp-folder.ts'

const folder = tempFolders()
const BEGIN = Date.UTC(2020, 0, 1)
/** Rows stand where they like: every day is a session. */
const EVERY_DAY = Array.from({ length: 400 }, (_, day) => formatDay(BEGIN / MS_PER_DAY - 2 + day))
const QUARTER_MS = 900_000

/** The columns of a table in a query's order, of every block joined, with their bits. */
type Columns = readonly (readonly number[])[]

interface Quote {
  readonly product: string
  readonly time: number
  readonly expiry: string
  readonly strike: number
  readonly right: string
  readonly close?: number | undefined
  readonly volume?: number | undefined
  readonly openInterest?: number | undefined
}

/** A store with a source for each list of rows. */
async function storeOf(sources: readonly (readonly Quote[])[]): Promise<string> {
  const store = join(folder(), 'store')
  const fields = ['product', 'time', 'expiry', 'strike', 'right', 'close', 'volume', 'openInterest'] as const
  for (const [index, rows] of sources.entries()) {
    const lines = rows.map(row => fields.map(field => String(row[field] ?? '')).join(','))
    await importFiles({
      paths: [fileIn(folder(), `${index}.csv`, [fields.join(','), ...lines, ''].join('\n'))],
      store,
      importer: 'generic-csv',
      options: {
        table: 'chains',
        map: Object.fromEntries(fields.map(field => [field, field])),
        timeFormat: 'x',
        products: ['OG', 'EURFX'],
        extraSessions: EVERY_DAY,
      },
    })
  }
  return store
}

const partsIn = (store: string): string[] =>
  readdirSync(store)
    .filter(name => name.startsWith('chains-'))
    .map(name => join(store, name))

const NAMES = [...TABLES.chains.within, ...TABLES.chains.values]

/** What the store hands over of a product. */
async function decoded(store: string, product: string, windowRows: number): Promise<Columns> {
  const market = await openStore(store, { windowRows })
  const columns: number[][] = NAMES.map(() => [])
  const needs = { chains: ['OG', 'EURFX'], bars: [], chainsAfter: 0 }
  for await (const { chains } of market.read(needs, 0, Number.MAX_SAFE_INTEGER)) {
    const chain = chains.get(product) as unknown as Record<string, ArrayLike<number>> | undefined
    for (const [i, name] of NAMES.entries()) {
      columns[i] = [...(columns[i] ?? []), ...Array.from(chain?.[name] ?? [])]
    }
  }
  return columns
}

/** The same in one query over all parts. */
const ordered = (store: string, product: string): Promise<Columns> =>
  withDatabase(async connection => {
    const { columns } = await columnsOf(
      connection,
      `SELECT ${NAMES.map(numberOf).join(', ')} FROM ${parquetFrom(partsIn(store))} WHERE product = ${quoted(product)} ORDER BY ${TABLES.chains.within.map(identifier).join(', ')}`,
    )
    return columns.map(column => Array.from(column))
  })

const amount = fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }), { nil: undefined })
const quotes = fc.uniqueArray(
  fc.record({
    source: fc.integer({ min: 0, max: 3 }),
    product: fc.constantFrom('OG', 'EURFX'),
    time: fc.integer({ min: 1, max: 400 }).map(quarter => BEGIN + quarter * QUARTER_MS),
    expiry: fc.constantFrom('2020-01-28', '2020-02-25'),
    strike: fc.constantFrom(0.01, 1.5, 1000, 1005),
    right: fc.constantFrom('call', 'put'),
    close: amount,
    volume: amount,
    openInterest: amount,
  }),
  {
    selector: row => [row.product, row.time, row.expiry, row.strike, row.right].join(),
    minLength: 1,
    maxLength: 120,
  },
)

describe('decoded chains', () => {
  test.prop([quotes, fc.boolean(), fc.integer({ min: 1, max: 60 })], { numRuns: 10 })(
    'are the rows of an ordered query, bit by bit, over sources that overlap or follow one another',
    async (rows, follow, window) => {
      // Sources that follow one another split the span; others hold rows of all of it.
      const sourceOf = (row: (typeof rows)[number]): number =>
        follow ? Math.floor((row.time - BEGIN) / QUARTER_MS / 101) : row.source
      const sources = [0, 1, 2, 3]
        .map(source => rows.filter(row => sourceOf(row) === source))
        .filter(each => each.length > 0)
      const store = await storeOf(sources)
      for (const product of ['OG', 'EURFX']) {
        const plain = await ordered(store, product)
        expect(plain[0]).toHaveLength(rows.filter(row => row.product === product).length)
        expect(await decoded(store, product, window)).toEqual(plain)
      }
    },
  )

  /** Quotes of so many strikes in each of 200 quarters. */
  const many = (strikes: number, more: Partial<Quote>): Quote[] =>
    Array.from({ length: 200 * strikes }, (_, i) => ({
      product: 'OG',
      time: BEGIN + (1 + Math.floor(i / strikes)) * QUARTER_MS,
      expiry: '2020-02-25',
      strike: 1000 + (i % strikes),
      right: 'call',
      close: i / 7,
      ...more,
    }))

  it('have values where one part has them and another, too long to read in vain, has none', async () => {
    const store = await storeOf([many(201, {}), many(201, { right: 'put', volume: 3 })])
    const found = await decoded(store, 'OG', 50_000)
    expect(found).toEqual(await ordered(store, 'OG'))
    expect(found[NAMES.indexOf('volume')]?.filter(value => value === 3)).toHaveLength(200 * 201)
    expect(found[NAMES.indexOf('openInterest')]?.every(Number.isNaN)).toBe(true)
  })

  it('are refused where a part is not in the order in which it is written', async () => {
    const store = await storeOf([many(3, {})])
    const [path] = partsIn(store)
    if (path === undefined) throw new Error('the store has no part')
    const disordered = join(folder(), 'disordered.parquet')
    await withDatabase(connection =>
      connection.run(
        `COPY (FROM ${parquetFrom([path])} ORDER BY "time", "strike" DESC) TO ${quoted(disordered)} (${parquetOptions()})`,
      ),
    )
    writeFileSync(path, readFileSync(disordered))
    // The manifest says that this is what was written.
    const manifest = join(store, 'manifest.json')
    const { sources, ...rest } = parseManifest(readFileSync(manifest, 'utf8'), manifest)
    const sha256 = await sha256Of(path)
    const restated = (part: Part | null): Part | null =>
      part && { ...part, sha256, bytes: statSync(path).size }
    writeFileSync(
      manifest,
      manifestText({
        ...rest,
        sources: sources.map(source => ({ ...source, chains: restated(source.chains) })),
      }),
    )
    await expect(decoded(store, 'OG', 1000)).rejects.toThrow(
      /chains-.*parquet: this part .* cannot be read; .* \(its rows are not in order at 2020-01-01T00:15:00.000Z\)/,
    )
  })
})

/** Whatever goes into a store comes out again, however the reading is cut. */

import { join } from 'node:path'
import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { importFiles } from '../../../datasets/import-files.ts'
import { openStore } from '../../../datasets/open-store.ts'
import type { ChainColumns } from '../../../engine/model/block.ts'
import type { MarketNeeds } from '../../../engine/model/market.ts'
import { formatDay, MS_PER_DAY } from '../../../engine/model/time.ts'
import { fileIn, tempFolders } from '../../fixtures/temp-folder.ts'
import { type PlainRow, rowsOf } from '../market-rows.ts'

const folder = tempFolders()
const BEGIN = Date.UTC(2020, 0, 1)
/** Rows stand where they like: every day is a session. */
const EVERY_DAY = Array.from({ length: 400 }, (_, day) => formatDay(BEGIN / MS_PER_DAY - 2 + day))

const amount = fc.oneof(
  fc.constant(undefined),
  fc.constant(0),
  fc.double({ min: 0, max: 1e9, noNaN: true }).map(value => value + 0),
)
const time = fc.integer({ min: 1, max: 400 }).map(quarter => BEGIN + quarter * 900_000)

const bar = fc.record({
  instrument: fc.constantFrom('GC 2020-02', 'GC 2020-04', 'GC 2020-06'),
  time,
  open: amount,
  high: amount,
  low: amount,
  close: amount,
  settlement: amount,
  volume: amount,
})

const quote = fc.record({
  product: fc.constantFrom('OG', 'EURFX'),
  time,
  expiry: fc.constantFrom('2020-01-28', '2020-02-25'),
  strike: fc.constantFrom(0.01, 1.5, 1000, 1005),
  right: fc.constantFrom('call', 'put'),
  close: amount,
  settlement: amount,
  volume: amount,
  openInterest: amount,
  multiplier: amount,
})

const uniqueBars = fc.uniqueArray(bar, {
  selector: row => `${row.instrument} ${row.time}`,
  minLength: 1,
  maxLength: 60,
})
const uniqueQuotes = fc.uniqueArray(quote, {
  selector: row => [row.product, row.time, row.expiry, row.strike, row.right].join(),
  minLength: 1,
  maxLength: 80,
})

type Row = Readonly<Record<string, string | number | undefined>>

/** A csv of rows, numbers with all their digits. */
function csvOf(rows: readonly Row[]): { text: string; map: Record<string, string> } {
  const names = Object.keys(rows[0] ?? {})
  const lines = rows.map(row => names.map(name => String(row[name] ?? '')).join(','))
  return {
    text: [names.join(','), ...lines, ''].join('\n'),
    map: Object.fromEntries(names.map(name => [name, name])),
  }
}

async function storeOf(bars: readonly Row[], chains: readonly Row[]): Promise<string> {
  const store = join(folder(), 'store')
  for (const [table, rows] of Object.entries({ bars, chains })) {
    const { text, map } = csvOf(rows)
    await importFiles({
      paths: [fileIn(folder(), `${table}.csv`, text)],
      store,
      importer: 'generic-csv',
      options: {
        table,
        map,
        timeFormat: 'x',
        products: ['OG', 'GC', 'EURFX', '6E'],
        extraSessions: EVERY_DAY,
      },
    })
  }
  return store
}

const PRODUCTS = { bars: ['GC'], chains: ['EURFX', 'OG'] }

const expected = (rows: readonly Row[]): PlainRow[] =>
  rows.map(row =>
    Object.fromEntries(
      Object.entries(row).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, name === 'time' ? new Date(Number(value)).toISOString() : value]],
      ),
    ),
  )

const canonical = (rows: readonly PlainRow[]): string[] =>
  rows.map(row => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort()

/** Whether rows ascend by time, expiry, strike, right, none of them twice. */
function isAscending(chain: ChainColumns): boolean {
  const keys = [chain.time, chain.expiry, chain.strike, chain.right]
  return Array.from({ length: Math.max(0, chain.length - 1) }, (_, row) => {
    const changed = keys.find(key => key[row] !== key[row + 1])
    return changed !== undefined && (changed[row] ?? 0) < (changed[row + 1] ?? 0)
  }).every(Boolean)
}

describe('a store', () => {
  test.prop([uniqueBars, uniqueQuotes], { numRuns: 15 })(
    'hands every row back with every bit, and missing values as missing',
    async (bars, chains) => {
      const market = await openStore(await storeOf(bars, chains))
      const rows = await rowsOf(market, PRODUCTS)
      expect(canonical(rows.bars)).toEqual(canonical(expected(bars)))
      expect(canonical(rows.chains)).toEqual(canonical(expected(chains)))
    },
  )

  test.prop(
    [
      uniqueBars,
      uniqueQuotes,
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 400 }),
    ],
    { numRuns: 15 },
  )(
    'gives the same rows for every way of cutting, in order, without gap or overlap',
    async (bars, chains, windowRows, one, other) => {
      const stored = await storeOf(bars, chains)
      const after = BEGIN + Math.min(one, other) * 900_000
      const until = BEGIN + Math.max(one, other) * 900_000 + 1
      const whole = await rowsOf(await openStore(stored), PRODUCTS, after, until)
      const cut = await openStore(stored, { windowRows })
      const needs: MarketNeeds = { ...PRODUCTS, chainsAfter: 0 }
      let end = after
      for await (const block of cut.read(needs, after, until)) {
        expect(block.after).toBe(end)
        expect(block.until).toBeGreaterThan(block.after)
        end = block.until
        for (const columns of [...block.bars.values(), ...block.chains.values()]) {
          for (const time of columns.time) expect(time > block.after && time <= block.until).toBe(true)
          expect([...columns.time]).toEqual([...columns.time].sort((a, b) => a - b))
        }
        for (const chain of block.chains.values()) expect(isAscending(chain)).toBe(true)
      }
      expect(end).toBe(until)
      const rows = await rowsOf(cut, PRODUCTS, after, until)
      expect(rows.bars).toEqual(whole.bars)
      expect(canonical(rows.chains)).toEqual(canonical(whole.chains))
      const inside = (row: Row): boolean => Number(row.time) > after && Number(row.time) <= until
      expect(whole.bars).toHaveLength(bars.filter(inside).length)
    },
  )

  it('reads chains only from where they are needed, and only what is needed', async () => {
    const bars = [{ instrument: 'GC 2020-02', time: BEGIN + MS_PER_DAY, close: 1 }]
    const quoteAt = (day: number) => ({
      product: 'OG',
      time: BEGIN + day * MS_PER_DAY,
      expiry: '2020-01-28',
      strike: 1500,
      right: 'call',
      close: 1,
    })
    const market = await openStore(await storeOf(bars, [quoteAt(1), quoteAt(2), quoteAt(3)]))
    const needs: MarketNeeds = { bars: [], chains: ['OG'], chainsAfter: BEGIN + MS_PER_DAY }
    const seen: number[] = []
    for await (const block of market.read(needs, 0, BEGIN + 2 * MS_PER_DAY)) {
      expect(block.bars.size).toBe(0)
      seen.push(...(block.chains.get('OG')?.time ?? []))
    }
    expect(seen).toEqual([BEGIN + 2 * MS_PER_DAY])
  })
})

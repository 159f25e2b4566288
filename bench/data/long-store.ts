/** Stores of any length: one seeded year of chains and bars, laid end to end in copies shifted by whole weeks. */

import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { sha256Of } from '../../datasets/files/sha256.ts'
import { importFiles } from '../../datasets/index.ts'
import { manifestText, type Part, parseManifest, type Source } from '../../datasets/store/manifest.ts'
import { DEMO_TERMS, syntheticMarket } from '../../datasets/synthetic/market.ts'
import { type Day, formatDay, parseDay } from '../../engine/index.ts'

/** Weekdays stay weekdays. */
const SHIFT_DAYS = 364
const FIRST_YEAR = '2004-01-05'
const CLOSE = '21:00'

const LISTED = { zone: 'UTC', close: CLOSE }
const FACTS = {
  exchange: 'listed',
  currency: 'USD',
  multiplier: [{ from: null, value: 100 }],
  ticks: [{ from: null, value: [{ below: null, tick: 0.1 }] }],
}
const PRODUCTS = [
  { kind: 'index', id: 'XAU', name: 'An index', exchange: 'listed', currency: 'USD' },
  {
    kind: 'option',
    id: 'XAUO',
    name: 'Options on it',
    aliases: [],
    point: 1,
    exercise: [{ from: null, value: 'european' }],
    settlement: { kind: 'cash', index: 'XAU' },
    premium: [{ from: null, value: 'upFront' }],
    expiry: [{ from: null, value: { rule: 'listed', time: CLOSE, zone: 'UTC' } }],
    exercisedAtTheMoney: { call: false, put: false },
    sizeFactor: 1,
    ...FACTS,
  },
]

/** Imports one year from csv into `folder`. */
async function firstYear(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const from = parseDay(FIRST_YEAR)
  const market = syntheticMarket({
    ...DEMO_TERMS,
    seed: 3,
    listed: 12,
    from,
    to: from + SHIFT_DAYS - 1,
    cuts: [],
  })
  const quotes: string[] = ['day,expiry,strike,right,bid,ask,settlement,volume,openInterest']
  const prices = new Map<string, number>()
  for await (const block of market.read(
    { chains: ['OG'], bars: ['GC'], chainsAfter: 0 },
    0,
    Number.MAX_SAFE_INTEGER,
  )) {
    const chain = block.chains.get('OG')
    for (let row = 0; chain && row < chain.length; row++) {
      const day = formatDay(Math.floor((chain.time[row] as number) / 86_400_000))
      const { expiry, strike, right, bid, ask, settlement, volume, openInterest } = chain
      quotes.push(
        [
          day,
          formatDay(expiry[row] as Day),
          strike[row],
          right[row] === 0 ? 'C' : 'P',
          bid[row],
          ask[row],
          settlement[row],
          volume[row],
          openInterest[row],
        ].join(','),
      )
    }
    for (const bars of block.bars.values()) {
      for (const [row, time] of bars.time.entries())
        prices.set(formatDay(Math.floor(time / 86_400_000)), bars.settlement[row] as number)
    }
  }
  writeFileSync(join(folder, 'chains.csv'), `${quotes.join('\n')}\n`)
  writeFileSync(join(folder, 'bars.csv'), `day,close\n${[...prices].map(row => row.join(',')).join('\n')}\n`)
  const store = join(folder, 'year')
  const listed = { of: ['XAU'], ...LISTED }
  await importFiles({
    paths: [join(folder, 'bars.csv')],
    store,
    importer: 'generic-csv',
    options: {
      table: 'bars',
      map: { date: 'day', close: 'close' },
      fixed: { instrument: 'XAU' },
      products: [PRODUCTS[0]],
      listed,
    },
  })
  const values = ['bid', 'ask', 'settlement', 'volume', 'openInterest']
  await importFiles({
    paths: [join(folder, 'chains.csv')],
    store,
    importer: 'generic-csv',
    options: {
      table: 'chains',
      map: {
        date: 'day',
        expiry: 'expiry',
        strike: 'strike',
        right: 'right',
        ...Object.fromEntries(values.map(one => [one, one])),
      },
      fixed: { product: 'XAUO', underlying: 'XAU' },
      products: PRODUCTS,
      listed,
    },
  })
}

/** Makes stores of so many years each; gives the folder and the rows of their chains. */
export async function longStores(
  folder: string,
  years: readonly number[],
): Promise<{ store: string; rows: number }[]> {
  await firstYear(folder)
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const base = parseManifest(readFileSync(join(folder, 'year/manifest.json'), 'utf8'), 'manifest.json')
  const made: { store: string; rows: number }[] = []
  for (const count of years) {
    const store = join(folder, `years-${count}`)
    mkdirSync(store, { recursive: true })
    const sources: Source[] = []
    for (let year = 0; year < count; year++) {
      for (const source of base.sources) sources.push(await shifted(source, year))
    }
    const series = Array.from({ length: count }, (_, year) =>
      base.series.map(one => ({ ...one, expiry: later(one.expiry, year) })),
    ).flat()
    writeFileSync(
      join(store, 'manifest.json'),
      manifestText({ ...base, name: basename(store), series: unique(series), sources }),
    )
    made.push({ store, rows: sources.reduce((sum, { chains }) => sum + (chains?.rows ?? 0), 0) })

    async function shifted(source: Source, year: number): Promise<Source> {
      return {
        ...source,
        id: `${source.id}-${year}`,
        file: `${year}-${source.file}`,
        bars: source.bars && (await copy(source.bars, year)),
        chains: source.chains && (await copy(source.chains, year)),
        listings: Object.fromEntries(
          Object.entries(source.listings).map(([product, byExpiry]) => [
            product,
            Object.fromEntries(Object.entries(byExpiry).map(([expiry, what]) => [later(expiry, year), what])),
          ]),
        ),
      }
    }

    async function copy(part: Part, year: number): Promise<Part> {
      const file = part.file.replace('.parquet', `-${year}.parquet`)
      const days = year * SHIFT_DAYS
      const moved = part.file.startsWith('chains')
        ? `* REPLACE ("time" + INTERVAL ${days} DAY AS "time", "expiry" + ${days} AS "expiry")`
        : `* REPLACE ("time" + INTERVAL ${days} DAY AS "time")`
      await connection.run(
        `COPY (SELECT ${moved} FROM read_parquet('${join(folder, 'year', part.file)}')) TO '${join(store, file)}' (FORMAT parquet, PARQUET_VERSION v2, COMPRESSION snappy, ROW_GROUP_SIZE 122880)`,
      )
      const shift = days * 86_400_000
      return {
        ...part,
        file,
        sha256: await sha256Of(join(store, file)),
        bytes: statSync(join(store, file)).size,
        first: part.first + shift,
        last: part.last + shift,
        sessions: Object.fromEntries(
          Object.entries(part.sessions).map(([product, rows]) => [
            product,
            Object.fromEntries(Object.entries(rows).map(([day, n]) => [later(day, year), n])),
          ]),
        ),
      }
    }
  }
  connection.closeSync()
  instance.closeSync()
  return made
}

const later = (day: string, year: number): string => formatDay(parseDay(day) + year * SHIFT_DAYS)

/** Years overlap in the expiries they list; the first of each stays. */
const unique = <T extends { expiry: string }>(series: readonly T[]): T[] =>
  [...new Map(series.map(one => [one.expiry, one])).values()].sort((a, b) => (a.expiry < b.expiry ? -1 : 1))

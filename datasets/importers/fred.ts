/** Imports series of FRED, the data service of the Federal Reserve Bank of St. Louis: SOFR first of all. */

import { z } from 'zod'
import { exchangeOf } from '../../engine/calendar/exchange.ts'
import { instantOf } from '../../engine/calendar/local-time.ts'
import { indexProducts } from '../../engine/calendar/underlyings.ts'
import { DataError } from '../../engine/model/errors.ts'
import type { IndexProduct } from '../../engine/model/instrument.ts'
import type { Day, EpochMs } from '../../engine/model/time.ts'
import { eachRow } from './each-row.ts'
import { isoDay } from './fields.ts'
import type { Importer } from './importer.ts'
import { type InstrumentBar, onceADay, publishedNumber, wideRow } from './rates-table.ts'
import { firstLineOf } from './text-source.ts'

const SOFR = 'SOFR'
const EXCHANGE = 'SIFMA'
const NEW_YORK = 'America/New_York'

const lagSchema = z.strictObject({
  /** Sessions of the bond market from the day that a value is of to the day that it is published on. */
  sessions: z.number().int().nonnegative(),
  /** New York time of the publication, or the bond market's close. */
  time: z.union([
    z.literal('close'),
    z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day reads HH:MM'),
  ]),
})

type Lag = z.infer<typeof lagSchema>

const optionsSchema = z.strictObject({
  /** Product ids by series, where they differ from the series' own names. */
  products: z.record(z.string(), z.string().regex(/^\S+$/, 'an id is one word without spaces')).default({}),
  /** When values are published; null = by the series: see `lagOf`. */
  lag: lagSchema.nullable().default(null),
  /** Currency of series that are no known product. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'a currency is three capital letters, as in USD')
    .default('USD'),
})

type FredOptions = z.infer<typeof optionsSchema>

/**
 * SOFR comes out in the morning after, on the days of the bond market (New York Fed, statement of 25 June 2020, about
 * 8:00); of other series it is only assumed that they are out by the close of the next session.
 */
const lagOf = (series: string, stated: Lag | null): Lag =>
  stated ?? { sessions: 1, time: series === SOFR ? '08:00' : 'close' }

/**
 * A bar stands at the instant of its publication, not on the day that it is of: at the close of a session the newest
 * SOFR is that of the session before. A session that the file lists without a value (a Good Friday on which the market
 * opens) publishes none, and what is due on it comes a session later. Of values that come out at one instant, as those
 * of a weekend do, the last is kept and the others are skipped. Where the official file is: see `officialFiles`.
 */
export const fred: Importer<FredOptions> = {
  name: 'fred',
  about: 'series of FRED (fred.stlouisfed.org) such as SOFR, each value from its publication on',
  version: 1,
  knownAt:
    'SOFR of day D is known at 08:00 in New York on the next session of the bond market, other series at the close of that session, unless options.lag says otherwise; a bar is dated by this instant, not by D',
  options: optionsSchema,
  recognises({ lines }) {
    const { date, series } = layoutOf(lines[0] ?? '')
    return date === 'DATE'
      ? series.length === 1 && !series.some(name => PRICE_COLUMNS.includes(name))
      : date !== null && series.length > 0
  },
  async read(source, options, intake) {
    const { date, series } = layoutOf(await firstLineOf(source))
    const products = productsOf(series, options, source.name)
    const dateColumn = date ?? 'observation_date'
    const isFirst = onceADay(dateColumn)
    const dayOf = isoDay()
    const rows: FredRow[] = []
    await eachRow(source, { required: [dateColumn] }, intake, fields => {
      const day = fields.day(dateColumn, dayOf)
      const values = series.map(name => publishedNumber(fields, name))
      if (!fields.fault && isFirst(fields, day)) rows.push({ day, line: fields.line, values })
    })
    rows.sort((a, b) => a.day - b.day)
    const bars = rows.map((): InstrumentBar[] => [])
    for (const [column, product] of products.entries()) {
      intake.product(product, {
        kind: 'exchange',
        exchange: product.exchange === 'listed' ? EXCHANGE : product.exchange,
      })
      const values = rows.map(row => ({ day: row.day, value: row.values[column] ?? Number.NaN }))
      for (const { row, time, close } of published(values, lagOf(series[column] ?? '', options.lag))) {
        bars[row]?.push({ instrument: product.id, bar: { time, close } })
      }
    }
    for (const [row, { line }] of rows.entries()) wideRow(intake, bars[row] ?? [], line)
  },
}

interface FredRow {
  readonly day: Day
  readonly line: number
  /** By series; NaN = no value. */
  readonly values: readonly number[]
}

interface FredLayout {
  /** The column of dates, which was DATE until 2024; null = none. */
  readonly date: 'observation_date' | 'DATE' | null
  readonly series: readonly string[]
}

/** Other files have a DATE as well. */
const PRICE_COLUMNS = ['CLOSE', 'PRICE', 'VALUE']

function layoutOf(header: string): FredLayout {
  const [date = '', ...series] = header.split(',').map(column => column.trim().replace(/^"(.*)"$/, '$1'))
  return { date: date === 'observation_date' || date === 'DATE' ? date : null, series }
}

/** By series. Throws a DataError where there is none, and where two would be one product. */
function productsOf(series: readonly string[], options: FredOptions, file: string): IndexProduct[] {
  const ids = series.map(name => options.products[name] ?? name)
  const twin = ids.find((id, at) => ids.indexOf(id) < at || !/^\S+$/.test(id))
  if (ids.length === 0 || twin !== undefined) {
    throw new DataError(
      'beside the dates, every column is a series of its own, with an id of one word; see options.products',
      { file, line: 1, field: 'header', value: twin ?? '' },
    )
  }
  return ids.map((id, at) => productOf(id, series[at] ?? id, options.currency))
}

const productOf = (id: string, series: string, currency: string): IndexProduct =>
  indexProducts.find(known => known.id === id) ?? {
    kind: 'index',
    id,
    name: `${series} (FRED)`,
    exchange: EXCHANGE,
    currency,
  }

interface Publication {
  /** Index of the row. */
  readonly row: number
  readonly time: EpochMs
  readonly close: number
}

/** One series' values with the instants of their publication, of one instant the last; days ascend. */
function published(rows: readonly { readonly day: Day; readonly value: number }[], lag: Lag): Publication[] {
  const market = exchangeOf(EXCHANGE)
  const silent = new Set(rows.filter(({ value }) => Number.isNaN(value)).map(({ day }) => day))
  const next = (day: Day): Day => {
    let session = market.next(day)
    while (silent.has(session)) session = market.next(session)
    return session
  }
  const timeOf = (day: Day): EpochMs => {
    let session = lag.sessions === 0 ? market.add(day, 0) : day
    for (let i = 0; i < lag.sessions; i++) session = next(session)
    return lag.time === 'close' ? market.closeOf(session) : instantOf(session, lag.time, NEW_YORK)
  }
  const kept = new Map<EpochMs, Publication>()
  for (const [row, { day, value }] of rows.entries()) {
    if (Number.isNaN(value)) continue
    const time = timeOf(day)
    kept.set(time, { row, time, close: value })
  }
  return [...kept.values()]
}

/** The index products of the National Stock Exchange of India, as its files name them, and their lots. */

import { DataError } from '../../engine/model/errors.ts'
import {
  type Dated,
  type FutureProduct,
  futureOf,
  type IndexProduct,
  type OptionProduct,
} from '../../engine/model/instrument.ts'
import { civilOf, type Day, formatDay, monthOf, parseDay } from '../../engine/model/time.ts'
import type { SessionsRule } from '../facts/sessions-rule.ts'

/** The products of one index: its options settle in cash on it. */
export interface NseProducts {
  readonly option: OptionProduct
  readonly future: FutureProduct
  readonly index: IndexProduct
  readonly sessions: SessionsRule
}

const ZONE = 'Asia/Kolkata'
const CLOSE = '15:30'

/**
 * Lots of NIFTY by the day from which the nearest contract has them. From 2021 on as the exchange's files show them;
 * the two changes before 2020 are not confirmed. A chain's own lot, row by row, wins over these.
 */
export const NIFTY_LOTS: readonly Dated<number>[] = [
  { from: null, value: 50 },
  { from: '2014-10-31', value: 25 },
  { from: '2015-10-30', value: 75 },
  { from: '2021-06-25', value: 50 },
  { from: '2024-04-26', value: 25 },
  { from: '2025-01-31', value: 75 },
  { from: '2025-12-31', value: 65 },
]

/** `lots`: currency per index point of one contract, as dated facts. */
export function nseProducts(symbol: string, lots: readonly Dated<number>[]): NseProducts {
  const index = symbol === 'NIFTY' ? 'NIFTY50' : `${symbol}-INDEX`
  const future = `${symbol}-F`
  const ticks = [{ from: null, value: [{ below: null, tick: 0.05 }] }]
  return {
    option: {
      kind: 'option',
      id: symbol,
      name: `${symbol} options (NSE)`,
      aliases: symbol === 'NIFTY' ? ['nifty', 'NIFTY 50'] : [symbol.toLowerCase()],
      exchange: 'listed',
      currency: 'INR',
      multiplier: lots,
      point: 1,
      ticks,
      exercise: [{ from: null, value: 'european' }],
      settlement: { kind: 'cash', index },
      premium: [{ from: null, value: 'upFront' }],
      expiry: [{ from: null, value: { rule: 'listed', time: CLOSE, zone: ZONE } }],
      exercisedAtTheMoney: { call: false, put: false },
      sizeFactor: 1,
    },
    future: {
      kind: 'future',
      id: future,
      name: `${symbol} future (NSE)`,
      exchange: 'listed',
      currency: 'INR',
      multiplier: lots,
      ticks,
    },
    index: { kind: 'index', id: index, name: `${symbol} index (NSE)`, exchange: 'listed', currency: 'INR' },
    // Special sessions are missing from one file or another: a day is a session when any of the three has rows.
    sessions: {
      kind: 'listed',
      of: [symbol, future, index],
      zone: ZONE,
      close: CLOSE,
      closedDays: CLOSED_AFTER_LISTING,
    },
  }
}

/** Expiries that became holidays after they were listed: what ends on them ended on the session before. */
const CLOSED_AFTER_LISTING = ['2023-06-29']

/** The instrument id of a future by the month of its expiry. */
export function contractOf(future: string, expiry: Day): string {
  const { year, month } = civilOf(expiry)
  return futureOf(future, monthOf(year, month)).id
}

/** What a traded row says about its lot. */
interface TradedRow {
  readonly expiry: Day
  /** Contracts traded, above zero. */
  readonly contracts: number
  /** Notional value in units of 100,000 rupees, rounded to a hundredth: strike plus premium, or the future's price. */
  readonly valueLakh: number
  /** Bounds of the price that the notional is of. */
  readonly low: number
  readonly high: number
}

const LAKH = 100_000
/** Half a hundredth of a lakh, which the rounding of the value can hide. */
const ROUNDING = 500

/**
 * The lot of each expiry, where exactly one whole number fits the value of every traded row: value = contracts x lot x
 * average price, and the average lies between low and high.
 */
export function lotsFromValues(rows: readonly TradedRow[]): Map<Day, number> {
  const bounds = new Map<Day, { least: number; most: number }>()
  for (const { expiry, contracts, valueLakh, low, high } of rows) {
    if (!(contracts > 0 && valueLakh > 0 && low > 0 && high > 0)) continue
    const known = bounds.get(expiry) ?? { least: 0, most: Number.POSITIVE_INFINITY }
    bounds.set(expiry, {
      least: Math.max(known.least, (valueLakh * LAKH - ROUNDING) / (contracts * high)),
      most: Math.min(known.most, (valueLakh * LAKH + ROUNDING) / (contracts * low)),
    })
  }
  const lots = new Map<Day, number>()
  for (const [expiry, { least, most }] of bounds) {
    const lot = Math.ceil(least)
    if (lot >= 1 && lot <= most && lot + 1 > most) lots.set(expiry, lot)
  }
  return lots
}

/** The lot that the user states: `from` is the first listed expiry that has it. Throws a DataError before the first. */
export function statedLot(stated: readonly Dated<number>[], expiry: Day): number {
  const fact = stated.findLast(({ from }) => from === null || parseDay(from) <= expiry)
  if (fact) return fact.value
  throw new DataError('no lot is stated for this expiry; start the list of lots with from: null', {
    field: 'options.lot',
    value: formatDay(expiry),
  })
}

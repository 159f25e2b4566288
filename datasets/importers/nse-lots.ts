/** The lots of NSE series in a daily file of the old layout, which does not state them. */

import { DataError } from '../../engine/model/errors.ts'
import type { Dated } from '../../engine/model/instrument.ts'
import { type Day, formatDay, parseDay } from '../../engine/model/time.ts'

/** What a traded row says about its lot. */
export interface TradedRow {
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

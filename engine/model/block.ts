/** A block: a run of market rows as typed columns. NaN means that the row has no such value. */

import type { EpochMs } from './time.ts'

/** Bars of one instrument, ascending in time. A bar is known at its end: `time` is the end. */
export interface BarColumns {
  readonly instrument: string
  readonly length: number
  readonly time: Float64Array
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
  /** The exchange's settlement price of the session, where the bar ends one. */
  readonly settlement: Float64Array
  readonly volume: Float64Array
}

/** Sorts call before put at the same strike. */
export const CALL = 0
/** Sorts put after call at the same strike. */
export const PUT = 1

/**
 * Option quotes of one product, ascending by time, expiry, strike, right. Never an object per quote.
 * `openInterest` is as dated (what the session `time` ended with), in contracts: the feed decides when it is known.
 */
export interface ChainColumns {
  readonly product: string
  readonly length: number
  readonly time: Float64Array
  /** Day number of the listed expiry. */
  readonly expiry: Int32Array
  readonly strike: Float64Array
  /** CALL or PUT. */
  readonly right: Uint8Array
  readonly bid: Float64Array
  readonly ask: Float64Array
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
  readonly settlement: Float64Array
  readonly volume: Float64Array
  readonly openInterest: Float64Array
  /** Currency per 1.00 of price of that series that day; NaN = the product's own. */
  readonly multiplier: Float64Array
}

/** The rows of a stretch of time. */
export interface MarketBlock {
  /** Every row of the block is later than `after` and not later than `until`. */
  readonly after: EpochMs
  readonly until: EpochMs
  readonly bars: ReadonlyMap<string, BarColumns>
  readonly chains: ReadonlyMap<string, ChainColumns>
}

export const BAR_FIELDS = ['time', 'open', 'high', 'low', 'close', 'settlement', 'volume'] as const
export type BarField = (typeof BAR_FIELDS)[number]

export const CHAIN_FLOATS = [
  'time',
  'strike',
  'bid',
  'ask',
  'open',
  'high',
  'low',
  'close',
  'settlement',
  'volume',
  'openInterest',
  'multiplier',
] as const

/** Bars of `length` rows, every value missing. */
export function emptyBars(instrument: string, length: number): BarColumns {
  const column = (): Float64Array => new Float64Array(length).fill(Number.NaN)
  return {
    instrument,
    length,
    time: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    settlement: column(),
    volume: column(),
  }
}

/** A chain of `length` rows, every value missing. */
export function emptyChain(product: string, length: number): ChainColumns {
  const column = (): Float64Array => new Float64Array(length).fill(Number.NaN)
  return {
    product,
    length,
    time: column(),
    expiry: new Int32Array(length),
    strike: column(),
    right: new Uint8Array(length),
    bid: column(),
    ask: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    settlement: column(),
    volume: column(),
    openInterest: column(),
    multiplier: column(),
  }
}

/** The rows `from` (inclusive) to `to` (exclusive), sharing the columns' memory. */
export const cutBars = (bars: BarColumns, from: number, to: number): BarColumns => ({
  instrument: bars.instrument,
  length: to - from,
  time: bars.time.subarray(from, to),
  open: bars.open.subarray(from, to),
  high: bars.high.subarray(from, to),
  low: bars.low.subarray(from, to),
  close: bars.close.subarray(from, to),
  settlement: bars.settlement.subarray(from, to),
  volume: bars.volume.subarray(from, to),
})

/** The rows `from` (inclusive) to `to` (exclusive), sharing the columns' memory. */
export const cutChain = (chain: ChainColumns, from: number, to: number): ChainColumns => ({
  product: chain.product,
  length: to - from,
  time: chain.time.subarray(from, to),
  expiry: chain.expiry.subarray(from, to),
  strike: chain.strike.subarray(from, to),
  right: chain.right.subarray(from, to),
  bid: chain.bid.subarray(from, to),
  ask: chain.ask.subarray(from, to),
  open: chain.open.subarray(from, to),
  high: chain.high.subarray(from, to),
  low: chain.low.subarray(from, to),
  close: chain.close.subarray(from, to),
  settlement: chain.settlement.subarray(from, to),
  volume: chain.volume.subarray(from, to),
  openInterest: chain.openInterest.subarray(from, to),
  multiplier: chain.multiplier.subarray(from, to),
})

/** The rows of all parts, one after the other, in columns of their own. */
export function joinBars(instrument: string, parts: readonly BarColumns[]): BarColumns {
  const joined = emptyBars(
    instrument,
    parts.reduce((rows, part) => rows + part.length, 0),
  )
  let row = 0
  for (const part of parts) {
    for (const field of BAR_FIELDS) joined[field].set(part[field], row)
    row += part.length
  }
  return joined
}

/** The rows of all parts, one after the other, in columns of their own. */
export function joinChains(product: string, parts: readonly ChainColumns[]): ChainColumns {
  const joined = emptyChain(
    product,
    parts.reduce((rows, part) => rows + part.length, 0),
  )
  let row = 0
  for (const part of parts) {
    for (const field of CHAIN_FLOATS) joined[field].set(part[field], row)
    joined.expiry.set(part.expiry, row)
    joined.right.set(part.right, row)
    row += part.length
  }
  return joined
}

/**
 * The first row in [from, to) whose time is later than `time`; `to` when there is none. Steps double from `from` on,
 * because a cursor mostly looks for what is near.
 */
export function firstAfter(times: Float64Array, time: EpochMs, from = 0, to = times.length): number {
  const end = Math.min(to, times.length)
  let low = from
  let step = 1
  while (low + step <= end && (times[low + step - 1] as number) <= time) {
    low += step
    step *= 2
  }
  let high = Math.min(low + step, end)
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle] as number) <= time) low = middle + 1
    else high = middle
  }
  return low
}

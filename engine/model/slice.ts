/** A slice: everything known at one instant, as views over the columns. */

import type { ChainColumns } from './block.ts'
import type { Board } from './board.ts'
import type { Column } from './column.ts'
import type { OptionInstrument } from './instrument.ts'
import type { Series, Session } from './market.ts'
import type { Day, EpochMs } from './time.ts'

/** One bar. NaN = the row has no such value. */
export interface BarView {
  readonly instrument: string
  readonly time: EpochMs
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly settlement: number
  readonly volume: number
}

/** The price that stands for a bar where one number is needed: its settlement, else its close. */
export const priceOf = (bar: BarView): number => (Number.isNaN(bar.settlement) ? bar.close : bar.settlement)

/** One option quote of this slice. NaN = the row has no such value. */
export interface QuoteView {
  readonly bid: number
  readonly ask: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly settlement: number
  readonly volume: number
  readonly multiplier: number
}

/** The one price that stands for a quote: settlement, else the middle of bid and ask, else close; null = none. */
export function standingPrice(settlement: number, bid: number, ask: number, close: number): number | null {
  if (Number.isFinite(settlement)) return settlement
  const middle = (bid + ask) / 2
  if (Number.isFinite(middle)) return middle
  return Number.isFinite(close) ? close : null
}

/** The rows of one expiry within a chain's slice: [from, to) of its columns, by strike, call before put. */
export interface ExpiryRows {
  readonly series: Series
  readonly from: number
  readonly to: number
  /** Last settlement (or close) of what the options deliver or settle on; null before its first bar. */
  readonly underlyingPrice: number | null
}

/** The columns of a chain, to be read. */
export type ChainRows = {
  readonly [Name in keyof ChainColumns]: ChainColumns[Name] extends string | number
    ? ChainColumns[Name]
    : Column
}

/** Works something out of a chain. It must know nothing but what it is handed: others get what it made. */
export type Derivation<T> = (chain: ChainView, key: number) => T

/** An option chain at one instant: its own rows and no others, in columns that belong to whoever was handed it. */
export interface ChainView {
  readonly product: string
  readonly time: EpochMs
  readonly session: Day
  readonly columns: ChainRows
  /** By row of `columns`: the latest open interest that was known at this instant, in contracts; NaN = none yet. */
  readonly knownOpenInterest: Column
  /** By row of `columns`: the session that open interest is of; 0 = none. */
  readonly openInterestDay: Column
  readonly expiries: readonly ExpiryRows[]
  /** Strikes, known open interest and rows of one of its expiries; costs no copy of a column. */
  board(rows: ExpiryRows): Board
  /**
   * What `make` makes of this chain, worked out once for all accounts that ask with the same function and key: an expiry,
   * say. `make` sees the chain and the key alone. What it gives is plain data, and frozen, or has boards in it.
   */
  derive<T>(make: Derivation<T>, key: number): T
  /** The price that stands for a row: settlement, else middle of bid and ask, else close; null = none, or no such row. */
  price(row: number): number | null
  /** Currency per 1.00 of price, where the row says so; null = the product's own, or no such row. */
  multiplier(row: number): number | null
}

/** Price that stands for an instrument or an index now; null before its first bar. */
export function latestPrice(slice: Slice, instrument: string): number | null {
  const bar = slice.bar(instrument)
  return bar && priceOf(bar)
}

/** A session that ends at this instant, and the products that it ends for. */
export interface SessionEnd {
  readonly session: Session
  readonly products: readonly string[]
}

export interface Slice {
  readonly time: EpochMs
  readonly closes: readonly SessionEnd[]
  /** Expiries whose last session ends at this instant. */
  readonly expiring: readonly Series[]
  /** The latest bar known of an instrument or index: look at its `time`. */
  bar(instrument: string): BarView | null
  /** The latest bar that ended before this instant. */
  barBefore(instrument: string): BarView | null
  /**
   * When the bar of this instant began, or the one that would come next where there is none: its open is a price of then.
   * The end of the one before it, or the opening of its session, whichever is later.
   */
  barBegins(product: string, instrument: string): EpochMs
  /** The same for the rows of a chain. */
  chainBegins(product: string): EpochMs
  /** The quote of this very instant. */
  quote(option: OptionInstrument): QuoteView | null
  /**
   * Daily volatility of an instrument, exponentially weighted; null where it is not known, or not looked at. `before` =
   * as it stood before this instant, for what happens at its open.
   */
  sigmaDaily(instrument: string, before: boolean): number | null
  /** The chain of this very instant, made anew at each call: no two that ask share its columns. */
  chain(product: string): ChainView | null
}

/** The session that ends for a product in a slice; undefined where none does. */
export function endOf({ closes }: Pick<Slice, 'closes'>, product: string): SessionEnd | undefined {
  for (const end of closes) if (end.products.includes(product)) return end
  return undefined
}

/** The strategy contract: a function from the bus to a stream of intents. */

import type { Observable } from 'rxjs'
import type { z } from 'zod'
import type { BarField } from './block.ts'
import type { Requirement } from './margin-model.ts'
import type { Market, Series, Session } from './market.ts'
import type { Fill, Intent, OrderLeg } from './order.ts'
import type { CallRecord, RefusalRecord } from './record.ts'
import type { Grid, Signal } from './signal.ts'
import type { BarView, ChainView, SessionEnd } from './slice.ts'
import type { Snapshot } from './snapshot.ts'
import type { EpochMs } from './time.ts'

/** A leg that might be traded, at the price it would be. */
export interface PricedLeg extends OrderLeg {
  readonly price: number
}

/** The terms on which a lender would lend against bonds now. */
export interface FundingView {
  /** Percent a year, actual/360: the latest fixing that was published, with the lender's spread. */
  readonly ratePercent: number
  /** Share of a bond's value that is not lent. */
  readonly haircut: number
}

/** One instant, as every stream of the bus delivers it: one object a slice. */
export interface Wake {
  readonly time: EpochMs
  /** The signal's value now; NaN while it is warming up. */
  at(signal: Signal): number
  /** Whether the signal speaks at this instant. */
  spoke(signal: Signal): boolean
  /** The signal's latest value up to this instant, on whatever grid it lives; NaN before the first. */
  latest(signal: Signal): number
  /** The latest bar of an instrument or index; null before the first. */
  bar(instrument: string): BarView | null
  /** The chain of this instant; null when the product has none now. */
  chain(product: string): ChainView | null
  /** The session in which an order given now would fill at the earliest; null beyond the calendar. */
  fillSession(product: string): Session | null
  readonly snapshot: Snapshot
  /** Account currency per unit of a currency, now. */
  rate(currency: string): number
  /** What the account would need with these positions and the opening orders at work added, in its currency. */
  requirement(legs: readonly PricedLeg[]): Requirement
  /** What borrowing against bonds costs now; null in accounts that pay for bonds in full, and before the first fixing. */
  funding(): FundingView | null
  readonly fills: readonly Fill[]
  /** Steps of margin calls in this slice. */
  readonly calls: readonly CallRecord[]
  /** Intents refused since the last wake. */
  readonly refusals: readonly RefusalRecord[]
  readonly closes: readonly SessionEnd[]
  readonly expiring: readonly Series[]
}

/** The streams a strategy may listen to. All of them deliver after the slice is complete. */
export interface Bus {
  bars(instrument: string): Observable<Wake>
  chains(product: string): Observable<Wake>
  /** The slices at which any of the signals speaks: one wake, however many speak. */
  when(...signals: readonly Signal[]): Observable<Wake>
  /** Has signals computed that no stream listens to, so that wakes and stops can read them. */
  compute(...signals: readonly Signal[]): void
  /** Has all bars of these products read although no stream listens to them, so that wakes can look at them. */
  read(...products: readonly string[]): void
  readonly expiries: Observable<Wake>
  readonly closes: Observable<Wake>
  readonly fills: Observable<Wake>
  readonly refusals: Observable<Wake>
  readonly calls: Observable<Wake>
}

/** Which bars a column is of: those of the data, or those that whole sessions make. */
export interface ColumnOptions {
  readonly every?: Grid['every']
}

/** Columns of the market as signals: `signal.close('GC 2009-12')`, `signal.close('SPX', { every: 'session' })`. */
export type SignalColumns = Readonly<
  Record<Exclude<BarField, 'time'>, (instrument: string, options?: ColumnOptions) => Signal>
>

/** What is known beforehand: products, sessions, expiries. */
export type MarketFacts = Pick<Market, 'product' | 'option' | 'sessions' | 'series'>

/** What `run` of a strategy is handed, once, before the first slice. */
export interface StrategyContext<Params> {
  readonly bus: Bus
  readonly signal: SignalColumns
  readonly market: MarketFacts
  readonly params: Params
}

/** A strategy: `run` is called once for each account and answers the bus with intents. See `defineStrategy`. */
export interface Strategy<Schema extends z.ZodType = z.ZodType> {
  readonly name: string
  /** One sentence for the report and the schema. */
  readonly about: string
  /** Parameters with defaults, units and bounds; the report prints them. */
  readonly params: Schema
  readonly run: (context: StrategyContext<z.output<Schema>>) => Observable<Intent>
}

/** Types a strategy: the parameters of `run` follow from the schema. */
export const defineStrategy = <Schema extends z.ZodType>(strategy: Strategy<Schema>): Strategy<Schema> =>
  strategy

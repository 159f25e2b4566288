/** What the instruments of one kind do, whatever it is: phases ask the kind, never which kind it is. */

import type { Instrument, Product, Terms } from './instrument.ts'
import type { Series, Session } from './market.ts'
import type { Slice } from './slice.ts'
import type { Day, EpochMs } from './time.ts'

/** Prices of one instant. NaN or absent = there is none. */
export interface PriceRow {
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
  readonly bid?: number
  readonly ask?: number
  /** Currency per 1.00 of price, where the row says so. */
  readonly multiplier?: number
}

/** What an instrument is worth, and since when that is known. */
export interface Mark {
  readonly price: number
  readonly time: EpochMs
}

/** What margin sees of a position besides the position itself. */
export interface Exposure {
  /** What it delivers or settles on; the instrument itself where it does neither. */
  readonly underlying: string
  readonly underlyingPrice: number
  /** Calendar days to the last trading day, the session excluded; 0 where there is none. */
  readonly daysToExpiry: number
}

/** When a bond trade is paid for, and the accrued interest that is paid with the price, per 100 face. */
export interface Payment {
  readonly settles: Day
  readonly accrued: number
}

/** What a kind may look up. */
export interface KindFacts {
  /** The series, where it must exist. Throws a DataError. */
  listed(product: string, expiry: Day): Series
  series(product: string, expiry: Day): Series | undefined
  /** The last session of a contract; null where the market does not know it. */
  lastSessionOf(instrument: string): Session | null
  session(product: string, time: EpochMs): Session
  /** The n-th session after the one of `time`; null beyond the calendar. */
  sessionAfter(product: string, time: EpochMs, sessions: number): Session | null
  product(id: string): Product
}

export interface Kind<I extends Instrument = Instrument> {
  /** Whether its rows stand in chains of its product, or in bars of its own. */
  readonly quotedIn: 'chains' | 'bars'
  /** No price lies below it. */
  readonly priceLeast: number
  /** Its price is a premium, of which the credit of a group is made. */
  readonly hasPremium: boolean
  /** False: it costs its spread alone. */
  readonly hasCommission: boolean
  /** Prices of this very instant; null = it does not trade. */
  row(slice: Slice, instrument: I): PriceRow | null
  /** What it is worth now; null = nothing says. */
  mark(slice: Slice, instrument: I): Mark | null
  /** As margin sees it at a price of its own. `atOpen` = what this instant closes at is not known yet. */
  exposure(facts: KindFacts, slice: Slice, instrument: I, price: number, atOpen: boolean): Exposure
  /** Its last session; null where it has none, or the market does not know it. */
  lastSession(facts: KindFacts, instrument: I): Session | null
  /** Why it cannot be traded now; null = it can. */
  whyUntradable(facts: KindFacts, slice: Slice, instrument: I): string | null
  /** Why a trade so many sessions from now could not be paid for; null = it could. */
  whyUnpayable(facts: KindFacts, time: EpochMs, instrument: I, sessionsAhead: number): string | null
  /** When a trade of now is paid for; null = at once. Throws a DataError where the calendar ends before. */
  payment(facts: KindFacts, slice: Slice, instrument: I): Payment | null
}

/** By the name that instruments carry. */
export type Kinds = Readonly<Record<Instrument['kind'], Kind>>

/** Terms of an instrument, with its kind. */
export interface Contract extends Terms {
  readonly kind: Kind
}

/** What the instruments of one kind do, whatever it is: phases ask the kind, never which kind it is. */

import type { AssignmentModel } from './assignment-model.ts'
import type { Instrument, OptionInstrument, OptionProduct, Product, Terms } from './instrument.ts'
import type { Series, Session } from './market.ts'
import type { Fields } from './read-fields.ts'
import type { ExpiryRecord } from './record.ts'
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

/** What margin sees of an instrument at any time. */
export interface MarginTerms {
  /** The option that it is; null for what moves as its price does. */
  readonly option: OptionInstrument | null
  /** Product that is held, or that its exercise delivers; null where it settles in cash. */
  readonly deliverable: string | null
}

/** What margin sees of a position besides the position itself. */
export interface Exposure {
  /** What it delivers or settles on; the instrument itself where it does neither. */
  readonly underlying: string
  readonly underlyingPrice: number
  /** Calendar days to the last trading day, the session excluded; 0 where there is none. */
  readonly daysToExpiry: number
}

/** When a trade is paid for, and the accrued interest that is paid with the price, per unit. */
export interface Payment {
  readonly settles: Day
  readonly accrued: number
}

/** How contracts of an option end. */
export interface Ending {
  readonly outcome: ExpiryRecord['outcome']
  /** Price of the underlying that decides, and where it is from. */
  readonly settlement: number
  readonly source: ExpiryRecord['source']
  /** When that price is from; absent where the exchange states it. */
  readonly pricedAt?: EpochMs
  /** What a contract is worth at that price, in points, never negative. */
  readonly worth: number
  /** What an assigned contract delivers on the next session, how many of it, and at which price; null = nothing. */
  readonly delivers: {
    readonly instrument: Instrument
    readonly ratio: 1 | -1
    readonly price: number
  } | null
  /** Whether trading ended before the day of the expiry. */
  readonly early: boolean
}

/** What falls due of a position, in the order in which it is carried out. */
export type Due =
  | { readonly kind: 'expiry'; readonly ending: Ending }
  /** `amount` is paid on each unit that is paid for. */
  | { readonly kind: 'coupon'; readonly amount: number }
  /** Trades whose day of payment has come are paid. */
  | { readonly kind: 'payment'; readonly day: Day }
  /** It is taken back at `price`. */
  | { readonly kind: 'redemption'; readonly price: number }

/** Contracts that their holders exercise before expiry. */
export interface EarlyExercise {
  readonly contracts: number
  readonly ending: Ending
}

/** A short position, as the model of early assignment is asked about it. */
export interface ShortPosition {
  readonly contracts: number
  /** What a contract is worth in this slice; null = no price of this instant. */
  readonly price: number | null
}

/** What the short of a contract delivers at its end, and when. */
export interface DeliveryTerms {
  readonly firstIntentionDay: Day
  readonly lastIntentionDay: Day
  readonly lastTradingDay: Day
  /** Units that one contract takes. */
  unitsPerContract(day: Day): number
  /** Why an instrument cannot be delivered; null when it can. */
  whyOutside(instrument: Instrument): string | null
  /** Share of the contract's price that is paid for a unit of an instrument that can be delivered. */
  factorOf(instrument: Instrument): number
}

/** One contract short of each, as an account may come to hold them on a day. */
export interface Venture {
  readonly day: Day
  readonly instruments: readonly Instrument[]
}

/** What a kind may look up. */
export interface KindFacts {
  /** The series, where it must exist. Throws a DataError. */
  listed(product: string, expiry: Day): Series
  series(product: string, expiry: Day): Series | undefined
  /** Every series of an option product as it is known beforehand, ascending. */
  seriesBeforehand(product: string): readonly Series[]
  /** The last session of a contract; null where the market does not know it. */
  lastSessionOf(instrument: string): Session | null
  session(product: string, time: EpochMs): Session
  /** The n-th session after the one of `time`; null beyond the calendar. */
  sessionAfter(product: string, time: EpochMs, sessions: number): Session | null
  product(id: string): Product
  optionProduct(id: string): OptionProduct
  /** The product of a name that may be anything; null where the market has none. */
  findProduct(id: string): Product | null
}

/** Rules of an account that a kind looks at. */
export interface KindRules {
  /** What to do when a series that is held has no settlement at its expiry. */
  readonly missingSettlement: 'error' | 'underlying'
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
  /** It is paid for some sessions after the trade, and lent against from then on. */
  readonly isFinanced: boolean
  /** False: no more of it is sold than a group holds. */
  readonly mayBeShort: boolean
  /**
   * The instrument that a strategy handed over. Throws an IntentFault where a field is missing, wrong or unknown; the id
   * is looked at by the caller.
   */
  read(fields: Fields, facts: KindFacts): I
  /** Terms of its product in force on a day. Throws a DataError before the first fact. */
  terms(product: Product, day: Day): Terms
  /** When the row of this instant began, or the one that would come next: its open is a price of then. */
  begins(slice: Slice, instrument: I): EpochMs
  /** Prices of this very instant; null = it does not trade. */
  row(slice: Slice, instrument: I): PriceRow | null
  /** What it is worth now; null = nothing says. */
  mark(slice: Slice, instrument: I): Mark | null
  /** Interest that has accrued on a unit by a day, which is paid with its price. */
  accrued(instrument: I, day: Day): number
  marginTerms(facts: KindFacts, instrument: I): MarginTerms
  /** As margin sees it at a price of its own. `atOpen` = what this instant closes at is not known yet. */
  exposure(facts: KindFacts, slice: Slice, instrument: I, price: number, atOpen: boolean): Exposure
  /** What an account that trades a product may come to be short of within its days. */
  ventures(facts: KindFacts, product: Product, days: { readonly from: Day; readonly to: Day }): Venture[]
  /** The instant at which its trading stops; after every other where nothing ends it, or the market does not know. */
  tradesUntil(facts: KindFacts, instrument: I): EpochMs
  /** Its last session; null where it has none, or the market does not know it. */
  lastSession(facts: KindFacts, instrument: I): Session | null
  /** Why it cannot be traded now; null = it can. */
  whyUntradable(facts: KindFacts, slice: Slice, instrument: I): string | null
  /** Why a trade so many sessions from now could not be paid for; null = it could. */
  whyUnpayable(facts: KindFacts, time: EpochMs, instrument: I, sessionsAhead: number): string | null
  /** When a trade of now is paid for; null = at once. Throws a DataError where the calendar ends before. */
  payment(facts: KindFacts, slice: Slice, instrument: I): Payment | null
  /** What falls due of it at this instant. Throws a DataError where its settlement is missing. */
  due(facts: KindFacts, slice: Slice, instrument: I, rules: KindRules): readonly Due[]
  /** What holders exercise of a short position at the end of a session before its last; null = nothing. */
  exercisedEarly(
    facts: KindFacts,
    slice: Slice,
    instrument: I,
    short: ShortPosition,
    model: AssignmentModel,
  ): EarlyExercise | null
  /** What its short delivers at the end; null = nothing: its last variation margin settles it. */
  delivery(facts: KindFacts, instrument: I): DeliveryTerms | null
}

/** By the name that instruments carry. */
export type Kinds = Readonly<Record<string, Kind>>

/** The kind of what a product lists; null for an index, which is never traded. */
export const kindOfProduct = ({ kind }: Product, kinds: Kinds): Kind | null => kinds[kind] ?? null

/** Terms of an instrument, with its kind. */
export interface Contract extends Terms {
  readonly kind: Kind
}

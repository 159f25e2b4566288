/** What a run leaves behind: every step of every order, position, cash flow and margin call. */

import type { Entry } from './entry.ts'
import type { Minor } from './money.ts'
import type { Fill, Intent, Order, Origin, Reason } from './order.ts'
import type { Day, EpochMs } from './time.ts'

/** Raised when a reader of the last records would misread the next. */
export const RECORD_SCHEMA = 'stillhalter.record/1'

export interface OrderRecord {
  readonly kind: 'order'
  readonly time: EpochMs
  readonly order: Order
}

/** An order that left the book without a fill. */
export interface CancelRecord {
  readonly kind: 'cancel'
  readonly time: EpochMs
  readonly order: number
  readonly group: number
  readonly why: string
}

/** An intent that did not become an order. `by` says whether the strategy or the engine refused. */
export interface RefusalRecord {
  readonly kind: 'refusal'
  readonly time: EpochMs
  readonly by: 'strategy' | 'engine'
  readonly intent: Intent['kind']
  readonly tag: string
  readonly reason: Reason
}

export interface FillRecord {
  readonly kind: 'fill'
  readonly time: EpochMs
  readonly origin: Origin
  readonly purpose: 'open' | 'close'
  readonly fill: Fill
}

/** A stop that fired: the cost of closing a lot against its credit, in points, and the price that passed its level. */
export interface StopRecord {
  readonly kind: 'stop'
  readonly time: EpochMs
  readonly group: number
  readonly valuePoints: number
  readonly creditPoints: number
  readonly lossPoints: number
  /** Null for a stop that watches the loss. */
  readonly watched: { readonly signal: string; readonly price: number; readonly level: number } | null
}

/** The end of a series that was held. */
export interface ExpiryRecord {
  readonly kind: 'expiry'
  readonly time: EpochMs
  readonly group: number
  readonly instrument: string
  readonly quantity: number
  readonly outcome: 'worthless' | 'cash' | 'assigned'
  /** The price it settled against. */
  readonly settlement: number
  /** Where that price is from: the exchange's final one; the underlying's session, by the product's rule or instead of a final one that is missing; or an earlier session of it. */
  readonly source: 'final' | 'underlying' | 'underlyingInstead' | 'underlyingEarlier'
  /** True when its last session came before its listed expiry: a holiday, or a day that the data lacks. */
  readonly early: boolean
  /** True when the holders exercised before the last session. */
  readonly beforeExpiry: boolean
  /** The future that will be delivered, when assigned. */
  readonly delivers: string | null
}

/** A future that appeared by assignment, at the strike. */
export interface AssignmentRecord {
  readonly kind: 'assignment'
  readonly time: EpochMs
  readonly group: number
  readonly instrument: string
  readonly quantity: number
  readonly price: number
}

/** A future that was held to the end of its trading, or a bond to its maturity; assigned options and deliveries have records of their own. */
export interface EndedRecord {
  readonly kind: 'ended'
  readonly time: EpochMs
  readonly group: number
  readonly instrument: string
  /** Contracts, or units of 100 face of a bond; negative = short. */
  readonly quantity: number
  readonly outcome: 'expired' | 'redeemed'
  /** Points: of a future the price of its last variation margin, of a bond its face per 100. */
  readonly price: number
}

/** A price that stood in for one that the market lacks. */
export interface SubstituteRecord {
  readonly kind: 'substitute'
  readonly time: EpochMs
  /** What is missing: what an option settles at, the last price of a future, a rate of exchange. */
  readonly of: 'settlement' | 'lastPrice' | 'rate'
  /** The instrument, or the currency. */
  readonly name: string
  /** Sessions from the price that was taken to the one that it stands in for; 0 = another price of the same session. */
  readonly staleSessions: number
}

export interface EntryRecord {
  readonly kind: 'entry'
  readonly time: EpochMs
  readonly entry: Entry
}

/**
 * One step of a margin call. Amounts in the account's currency; requirements less the premium that equity owes already and
 * what the credit line has lent.
 */
export interface CallRecord {
  readonly kind: 'call'
  readonly time: EpochMs
  readonly call: number
  readonly step: 'notice' | 'deposit' | 'cured' | 'unmet' | 'reduction' | 'bankruptcy'
  readonly equity: Minor
  readonly initial: Minor
  readonly maintenance: Minor
  /** Notice: what restores initial (instant: maintenance). Deposit: what was paid in. Unmet: what is still missing. Bankruptcy: the loss beyond the account. Else 0. */
  readonly amount: Minor
  readonly deadline: EpochMs | null
}

/** A group's marks at a session's close, so that a trade's life can be shown. */
export interface MarkRecord {
  readonly kind: 'mark'
  readonly time: EpochMs
  readonly group: number
  /** What closing one lot costs in all, in points; legs already closed count at what was paid. */
  readonly valuePoints: number
  /** Sessions old is the oldest price in it; 0 = all of this session. */
  readonly staleSessions: number
}

/** The account at a session's close. */
export interface DayRecord {
  readonly kind: 'day'
  readonly time: EpochMs
  /** The session that ends, by its own exchange. */
  readonly session: Day
  readonly equity: Minor
  readonly cash: Minor
  readonly initial: Minor
  readonly maintenance: Minor
  /** The part of both that equity already owes as the price of short options. */
  readonly premiumIncluded: Minor
  /** By product, the number of the margin scenario that binds; empty for models without scenarios. */
  readonly scenarios: Readonly<Record<string, number>>
  /** By product, how its options are margined together in words; absent for models that do not say. */
  readonly carvings?: Readonly<Record<string, string>>
  readonly groups: number
  /** Account currency per unit of each other currency, at this close. */
  readonly rates: Readonly<Record<string, number>>
}

/** What a margin model beside the ruling one would require at a session's close, and whether it would have called. */
export interface ComparisonRecord {
  readonly kind: 'comparison'
  readonly time: EpochMs
  readonly model: string
  readonly equity: Minor
  readonly initial: Minor
  readonly maintenance: Minor
  readonly called: boolean
}

/** A margin model beside the ruling one that lacked a rate; it is told of no more. */
export interface ComparisonFaultRecord {
  readonly kind: 'comparisonFault'
  readonly time: EpochMs
  readonly model: string
  readonly why: string
}

/** Bonds on their way into a short future: declared, delivered against the invoice, or not there at the end. */
export interface DeliveryRecord {
  readonly kind: 'delivery'
  readonly time: EpochMs
  readonly group: number
  readonly step: 'tender' | 'delivered' | 'failed'
  readonly future: string
  /** Null where there was none to deliver: the contracts ended at their last settlement. */
  readonly bond: string | null
  readonly contracts: number
  /** Settlement of the future that the invoice takes, in points. */
  readonly price: number
  readonly factor: number | null
  /** What the deliveries brought; null before. */
  readonly invoice: Minor | null
}

/** A bond and what finances it, at a session's close. */
export interface BondRecord {
  readonly kind: 'bond'
  readonly time: EpochMs
  readonly session: Day
  readonly group: number
  readonly bond: string
  /** Units of 100 face that are paid for, and those bought (or sold, negative) that are not yet. */
  readonly units: number
  readonly unsettled: number
  readonly cleanPrice: number
  readonly accrued: number
  /** What the units that are paid for are worth, with accrued interest. */
  readonly value: Minor
  readonly borrowed: Minor
  /** Rate at which the loan that ended at this close paid, percent a year; null when none ended. */
  readonly repoPercent: number | null
  /** Futures of the same group that take bonds, those declared for delivery included. */
  readonly hedges: readonly {
    readonly future: string
    /** Negative when short. */
    readonly contracts: number
    /** Units of 100 face that a contract takes. */
    readonly unitsPerContract: number
    /** Settlement up to which variation margin was exchanged at this close, in points. */
    readonly price: number
    /** Conversion factor of this bond in that contract; null where the bond is outside its basket. */
    readonly factor: number | null
  }[]
}

/** Where the cash of an account that borrows against bonds is, at a session's close. */
export interface LiquidityRecord {
  readonly kind: 'liquidity'
  readonly time: EpochMs
  readonly session: Day
  /** Cash that is free: neither posted nor lent out. Negative = owed at once. */
  readonly cashFree: Minor
  readonly marginPosted: Minor
  readonly creditDrawn: Minor
  readonly bondValue: Minor
  readonly borrowed: Minor
}

/** What a group that is still open when the run ends is worth, beyond the cash that it has brought. */
export interface OpenRecord {
  readonly kind: 'open'
  readonly time: EpochMs
  readonly group: number
  /** In the group's own currency. */
  readonly value: Minor
}

/** What a strategy saw. */
export interface ObservationRecord {
  readonly kind: 'observation'
  readonly time: EpochMs
  readonly name: string
  readonly values: Readonly<Record<string, number | string | null>>
}

/** Whatever a run tells, by `kind`, in the order in which it happened. */
export type RunRecord =
  | OrderRecord
  | CancelRecord
  | RefusalRecord
  | FillRecord
  | StopRecord
  | ExpiryRecord
  | AssignmentRecord
  | EndedRecord
  | SubstituteRecord
  | EntryRecord
  | CallRecord
  | MarkRecord
  | DayRecord
  | ComparisonRecord
  | ComparisonFaultRecord
  | DeliveryRecord
  | BondRecord
  | LiquidityRecord
  | OpenRecord
  | ObservationRecord

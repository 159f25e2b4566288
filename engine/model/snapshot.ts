/** What a strategy may see of the account: a read-only picture of one instant. */

import type { Instrument } from './instrument.ts'
import type { Minor } from './money.ts'
import type { EpochMs } from './time.ts'

/** One leg of an open group, as it stands now. */
export interface LegView {
  readonly instrument: Instrument
  /** Contracts, negative when short. */
  readonly quantity: number
  /** Average price of entry, in points. */
  readonly priceEntry: number
  /** Last price it was marked at; null before the first. */
  readonly mark: number | null
  readonly multiplier: number
  /** True for a future that came by assignment. */
  readonly assigned: boolean
  /** Units of a bond that were declared for a delivery: they cannot be sold any more. */
  readonly promised: number
  /** What is borrowed against a bond; 0 for anything else. */
  readonly borrowed: Minor
}

/** An open group of legs that were opened together or carried under one tag. */
export interface GroupView {
  readonly id: number
  readonly tag: string
  readonly openedAt: EpochMs
  readonly lots: number
  /** Net premium of one lot when it was opened, in points; positive = received. */
  readonly creditPoints: number
  /** What closing one lot costs in all, in points: legs already closed at what was paid, the rest at its marks. */
  readonly closingPoints: number
  readonly legs: readonly LegView[]
}

export interface WorkingView {
  readonly order: number
  readonly group: number
  readonly tag: string
  readonly purpose: 'open' | 'close'
  readonly placedAt: EpochMs
  /** Instrument ids of its legs. */
  readonly legs: readonly string[]
}

/** The account at one instant, to be read: money in whole minor units of its currency. */
export interface Snapshot {
  readonly time: EpochMs
  /** Net liquidation value in the account's currency. */
  readonly equity: Minor
  readonly cash: Minor
  /** Equity when the run began. */
  readonly equityStart: Minor
  readonly currency: string
  /** Groups that hold a position. */
  readonly groups: readonly GroupView[]
  readonly working: readonly WorkingView[]
  /** Tags of all groups that were ever opened. */
  readonly tagsOpened: ReadonlySet<string>
  /** Posted at the clearing house, in accounts that post; else 0. */
  readonly marginPosted: Minor
  /** Drawn from the credit line. */
  readonly creditDrawn: Minor
  readonly callOpen: boolean
  readonly bankrupt: boolean
}

/** The journal's entry: an immutable set of postings that sums to zero in one currency. */

import type { Minor } from './money.ts'
import type { EpochMs } from './time.ts'

/**
 * The other side of every movement of cash, by what it was for. `margin` is the account's own cash in the hands of the
 * clearing house; `repo` and `creditLine` are owed.
 */
export type LedgerAccount =
  | 'cash'
  | 'capital'
  | 'premium'
  | 'variation'
  | 'settlement'
  | 'commission'
  | 'interest'
  | 'exchange'
  | 'bond'
  | 'coupon'
  | 'repo'
  | 'repoInterest'
  | 'delivery'
  | 'margin'
  | 'creditLine'

export type EntryKind =
  | 'deposit'
  | 'premium'
  | 'variation'
  | 'settlement'
  | 'commission'
  | 'interest'
  | 'exchange'
  | 'bond'
  | 'coupon'
  | 'repo'
  | 'repoInterest'
  | 'delivery'
  | 'margin'
  | 'creditLine'

/** Positive amounts raise the account: cash that came in, cost that was paid. */
export interface Posting {
  readonly account: LedgerAccount
  readonly amount: Minor
}

export interface Entry {
  readonly id: number
  readonly time: EpochMs
  readonly kind: EntryKind
  readonly currency: string
  readonly postings: readonly Posting[]
  /** The group it belongs to; null for the account's own cash. */
  readonly group: number | null
  readonly instrument: string | null
  readonly memo: string
}

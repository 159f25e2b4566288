/** How often what makes a reader look twice has happened. */

import { foldOf } from './fold.ts'

export interface Incidents {
  /** Stops that fired. */
  readonly stops: number
  /** Legs that were assigned, and legs that expired without worth. */
  readonly assigned: number
  readonly worthless: number
  /** Fills without a quote, at an open or a close: what they cost is slippage alone. */
  readonly unquoted: number
  /** Legs that ended before their listed expiry. */
  readonly early: number
  /** Short contracts that had no bonds to deliver. */
  readonly undelivered: number
  /** Whether anything was ever borrowed against a bond, or, negative, lent. */
  readonly borrowed: boolean
}

type Counts = { -readonly [Name in keyof Incidents]: Incidents[Name] }

export const incidents = foldOf<Counts, Incidents>(
  () => ({
    stops: 0,
    assigned: 0,
    worthless: 0,
    unquoted: 0,
    early: 0,
    undelivered: 0,
    borrowed: false,
  }),
  {
    fill(counts, { fill: { source } }) {
      if (source === 'open' || source === 'close') counts.unquoted++
    },
    stop(counts) {
      counts.stops++
    },
    expiry(counts, { outcome, early }) {
      if (outcome === 'assigned') counts.assigned++
      if (outcome === 'worthless') counts.worthless++
      if (early) counts.early++
    },
    delivery(counts, { step, contracts }) {
      if (step === 'failed') counts.undelivered += contracts
    },
    bond(counts, { borrowed }) {
      if (borrowed !== 0) counts.borrowed = true
    },
  },
  counts => counts,
)

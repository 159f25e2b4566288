/** The assignment contract: which short options their holders exercise before expiry. */

import type { OptionInstrument, Settlement } from './instrument.ts'
import type { Day } from './time.ts'

/** A short position in an American-exercise option, as its session closed. */
export interface AssignmentFacts {
  readonly instrument: OptionInstrument
  /** Contracts held short, a whole number from 1 on. */
  readonly quantity: number
  readonly day: Day
  readonly yearsToExpiry: number
  /** Price of what the option delivers or settles on. */
  readonly underlyingPrice: number
  /** The option's mark, in points; null when there is none. */
  readonly optionPrice: number | null
  readonly settlement: Settlement['kind']
  /**
   * The volatility that holders go by, per root year; null when none is known. What the option's own mark implies is
   * of little use: at the intrinsic value, where exercise becomes best, a mark implies no volatility, or (by a European
   * formula) one at which it is not best. The option out of the money at the same strike knows better.
   */
  readonly sigma: number | null
}

/** A pure function, asked once per session close before expiry for each short position, in any order. */
export interface AssignmentModel {
  readonly name: string
  /** Whole contracts that are assigned now, from 0 to `facts.quantity`. */
  assigned(facts: AssignmentFacts): number
}

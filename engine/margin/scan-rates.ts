/** What the scanning margin model takes as given. */

import type { Dated } from '../model/instrument.ts'
import type { ExtremeMove } from './scan-scenarios.ts'

/** How far volatility moves: a share of itself, or so much of it (0.05 is five volatility points). */
export type VolScan =
  | { readonly kind: 'relative'; readonly share: number }
  | { readonly kind: 'absolute'; readonly volatility: number }

/** The terms that hold for every product. */
export interface ScanTerms {
  /** Without a stated price scan range: so many daily standard deviations of the underlying. */
  readonly psrSigmas: number
  readonly initialToMaintenance: number
  readonly volScan: VolScan
  readonly extreme: ExtremeMove
  /** The least per short call or short put, whichever are more: a share of the price scan range. */
  readonly shortOptionMinimumShare: number
}

/** By how much the scenarios of `scanMargin` move prices and volatilities, by product. */
export interface ScanRates extends ScanTerms {
  /**
   * Price scan range by product, of the future or of the option that delivers it, from old to new: the exchange's
   * maintenance margin of one outright future, in the product's currency.
   */
  readonly psr: Readonly<Record<string, readonly Dated<number>[]>>
}

/** Speculators paid 1.35 times maintenance in 2009; 3 and 0.33 is CME's extreme move, 2 and 0.35 that of the 1990s. */
export const SCAN_DEFAULTS: ScanTerms = {
  psrSigmas: 3,
  initialToMaintenance: 1.35,
  volScan: { kind: 'relative', share: 0.2 },
  extreme: { moves: 3, weight: 0.33 },
  shortOptionMinimumShare: 0.02,
}

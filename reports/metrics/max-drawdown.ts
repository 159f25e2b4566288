/** The deepest fall of wealth from a peak, and when it happened. */

import type { Returns } from './returns.ts'
import { shareOfPeak, shareOfPeakSimple } from './underwater.ts'

/** The worst drawdown of a series. Indices count periods from 0. */
export interface Drawdown {
  /** Fraction of the peak that was lost: 0 = never fell, 1 = everything. */
  readonly depth: number
  /** The period that ended at the peak, the latest of equal ones; -1 = the start. Null: never fell. */
  readonly peakIndex: number | null
  /** The first period that ended at the deepest point. Null: never fell. */
  readonly troughIndex: number | null
  /** The first period after the trough that ended at the peak's level or above. Null: none did, or never fell. */
  readonly recoveryIndex: number | null
  /** The longest unbroken run of periods that ended below a peak, whether of this drawdown or another. */
  readonly longestUnderwaterBars: number
}

/** Maximum drawdown of compounded wealth starting at 1. Null: no observation. */
export function maxDrawdown(returns: Returns): Drawdown | null {
  return deepest(shareOfPeak(returns))
}

/** Maximum drawdown of wealth without reinvestment, 1 + the running sum of returns. Null: no observation. */
export function maxDrawdownSimple(returns: Returns): Drawdown | null {
  return deepest(shareOfPeakSimple(returns))
}

// Shares and not depths: what is left after near ruin still differs where 1 minus it no longer does.
function deepest(shares: Float64Array): Drawdown | null {
  if (shares.length === 0) return null
  const lowest = shares.reduce((low, share) => Math.min(low, share), 1)
  if (lowest === 1) return NEVER_FELL
  const troughIndex = shares.indexOf(lowest)
  const recovery = shares.indexOf(1, troughIndex)
  return {
    depth: 1 - lowest,
    peakIndex: shares.lastIndexOf(1, troughIndex),
    troughIndex,
    recoveryIndex: recovery === -1 ? null : recovery,
    longestUnderwaterBars: longestRunBelowPeak(shares),
  }
}

const NEVER_FELL: Drawdown = {
  depth: 0,
  peakIndex: null,
  troughIndex: null,
  recoveryIndex: null,
  longestUnderwaterBars: 0,
}

function longestRunBelowPeak(shares: Float64Array): number {
  let longest = 0
  let run = 0
  for (const share of shares) {
    run = share < 1 ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest
}

/** Falls of wealth from a peak: how deep at each period, the deepest, and the metrics made of them. */

import { cagr } from './growth.ts'
import { mean, type Returns, ratio } from './moments.ts'

/** Drawdowns of compounded wealth, one a period: fractions of the peak, 0 at a peak, 1 when all is lost. */
export function underwater(returns: Returns): Float64Array {
  return shareOfPeak(returns).map(share => 1 - share)
}

/** The same for wealth that is not reinvested, 1 + the running sum of returns; above 1 when that is negative. */
export function underwaterSimple(returns: Returns): Float64Array {
  return shareOfPeakSimple(returns).map(share => 1 - share)
}

/** Compounded wealth as a fraction of its running peak, one a period: 1 at a peak, 0 when all is lost. */
function shareOfPeak(returns: Returns): Float64Array {
  // Starting anew from 1 at every peak, no length of series can overflow; nothing returns from a total loss.
  let share = 1
  return Float64Array.from(returns, value => {
    share = Math.min(1, share * (1 + value))
    return share
  })
}

/** The same for wealth that is not reinvested; negative when that is. */
function shareOfPeakSimple(returns: Returns): Float64Array {
  let level = 1
  let peak = 1
  return Float64Array.from(returns, value => {
    level += value
    peak = Math.max(peak, level)
    return level / peak
  })
}

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

/**
 * Compound annual growth rate / maximum drawdown, per year. Source: Young 1991, over the whole series.
 * Null: wealth never fell, ended below zero, or no observation.
 */
export function calmar(returns: Returns, periodsPerYear: number): number | null {
  return ratio(cagr(returns, periodsPerYear), maxDrawdown(returns)?.depth ?? null)
}

/** mean(drawdown), a fraction of the peak. Null: no observation. Source: Zephyr Associates 2006. */
export function painIndex(returns: Returns): number | null {
  return mean(underwater(returns))
}

/**
 * sqrt(mean(drawdown^2)) over all periods, a fraction of the peak. Null: no observation.
 * Source: Martin and McCann 1989.
 */
export function ulcerIndex(returns: Returns): number | null {
  const depths = underwater(returns)
  if (depths.length === 0) return null
  return Math.sqrt(depths.reduce((sum, depth) => sum + depth * depth, 0) / depths.length)
}

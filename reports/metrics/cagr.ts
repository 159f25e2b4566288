/** The steady yearly growth that would have ended at the same wealth. */

import { annualisedGrowth, growthFactor } from './growth.ts'
import type { Returns } from './returns.ts'

/**
 * Compound annual growth rate, product(1 + r)^(periodsPerYear / n) - 1, a fraction per year; -1: a total loss.
 * Null: no observation, or wealth ended below zero.
 */
export function cagr(returns: Returns, periodsPerYear: number): number | null {
  const factor = growthFactor(returns)
  return factor === null ? null : annualisedGrowth(factor, returns.length, periodsPerYear)
}

/** Compounding: the factor by which one unit grew, and the same growth at a yearly pace. */

import { checkedPeriodsPerYear } from './periods-per-year.ts'
import type { Returns } from './returns.ts'

/**
 * Product of 1 + r - riskFree over the periods: what one unit became, `riskFree` being a fraction per period.
 * Null: no observation, or larger than a double holds.
 */
export function growthFactor(returns: Returns, riskFree = 0): number | null {
  if (returns.length === 0) return null
  let factor = 1
  for (const value of returns) factor *= 1 + value - riskFree
  return Number.isFinite(factor) ? factor : null
}

/**
 * factor^(periodsPerYear / periods) - 1, a fraction per year; a factor of 0 (total loss) gives -1.
 * Null: no period, a negative factor (it has no real root), or larger than a double holds.
 */
export function annualisedGrowth(factor: number, periods: number, periodsPerYear: number): number | null {
  const years = periods / checkedPeriodsPerYear(periodsPerYear)
  if (years === 0 || factor < 0) return null
  const growth = Math.exp(Math.log(factor) / years) - 1
  return Number.isFinite(growth) ? growth : null
}

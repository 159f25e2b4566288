/** Growth of wealth: the factor by which one unit grew, as a return, and at a yearly pace. */

import { checkedPeriodsPerYear, type Returns } from './moments.ts'

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

/** Compounded return over all periods, a fraction, not annualised; -1 is a total loss. Null: no observation. */
export function totalReturn(returns: Returns): number | null {
  const factor = growthFactor(returns)
  return factor === null ? null : factor - 1
}

/**
 * Compound annual growth rate, product(1 + r)^(periodsPerYear / n) - 1, a fraction per year; -1: a total loss.
 * Null: no observation, or wealth ended below zero.
 */
export function cagr(returns: Returns, periodsPerYear: number): number | null {
  const factor = growthFactor(returns)
  return factor === null ? null : annualisedGrowth(factor, returns.length, periodsPerYear)
}

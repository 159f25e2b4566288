/** Volatility at a yearly pace. */

import { stdevSample } from './moments.ts'
import { checkedPeriodsPerYear } from './periods-per-year.ts'
import type { Returns } from './returns.ts'

/**
 * Sample standard deviation times sqrt(periodsPerYear), a fraction per year.
 * Null: fewer than 2 observations.
 */
export function annualVol(returns: Returns, periodsPerYear: number): number | null {
  const rootOfYear = Math.sqrt(checkedPeriodsPerYear(periodsPerYear))
  const stdev = stdevSample(returns)
  return stdev === null ? null : stdev * rootOfYear
}

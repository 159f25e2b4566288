/** The Sortino ratio: return above a minimum per unit of downside. */

import { downsideDeviation } from './downside-deviation.ts'
import { mean } from './moments.ts'
import { checkedPeriodsPerYear } from './periods-per-year.ts'
import { ratio } from './ratio.ts'
import type { Returns } from './returns.ts'

/**
 * (mean - minimum) / downside deviation over the full sample, per period; `minimum` is a fraction per period.
 * Null: nothing fell short of the minimum, or no observation. Source: Sortino and van der Meer 1991.
 */
export function sortino(returns: Returns, minimum = 0): number | null {
  const average = mean(returns)
  return ratio(average === null ? null : average - minimum, downsideDeviation(returns, minimum))
}

/** The Sortino ratio per period times sqrt(periodsPerYear). Null: as `sortino`. */
export function sortinoAnnual(returns: Returns, periodsPerYear: number, minimum = 0): number | null {
  const rootOfYear = Math.sqrt(checkedPeriodsPerYear(periodsPerYear))
  const perPeriod = sortino(returns, minimum)
  return perPeriod === null ? null : perPeriod * rootOfYear
}

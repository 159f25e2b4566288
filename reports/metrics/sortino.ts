/** The Sortino ratio, and the volatility of the returns that fell short of a minimum. */

import { checkedPeriodsPerYear, mean, type Returns, ratio } from './moments.ts'

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

/**
 * sqrt(sum(min(r - minimum, 0)^2) / n) over the full sample, a fraction per period, as is `minimum`.
 * Null: no observation; 0 where nothing fell short. Source: Sortino and van der Meer 1991.
 */
export function downsideDeviation(returns: Returns, minimum = 0): number | null {
  return returns.length === 0 ? null : Math.sqrt(shortfall(returns, minimum).squares / returns.length)
}

/** The same, divided by the number of returns strictly below `minimum`. Null: none was. */
export function downsideDeviationSubset(returns: Returns, minimum = 0): number | null {
  const { squares, count } = shortfall(returns, minimum)
  return count === 0 ? null : Math.sqrt(squares / count)
}

function shortfall(returns: Returns, minimum: number): { squares: number; count: number } {
  let squares = 0
  let count = 0
  for (const value of returns) {
    if (value >= minimum) continue
    squares += (value - minimum) * (value - minimum)
    count += 1
  }
  return { squares, count }
}

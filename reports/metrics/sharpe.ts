/** The Sharpe ratio: excess return per unit of volatility, in its three usual forms. */

import { annualisedGrowth, growthFactor } from './growth.ts'
import { annualVol, checkedPeriodsPerYear, mean, type Returns, ratio, stdevSample } from './moments.ts'

/**
 * (mean - riskFree) / sample standard deviation, per period; `riskFree` is a fraction per period.
 * Null: no variance, or fewer than 2 observations. Source: Sharpe 1994.
 */
export function sharpe(returns: Returns, riskFree = 0): number | null {
  const average = mean(returns)
  return ratio(average === null ? null : average - riskFree, stdevSample(returns))
}

/** The Sharpe ratio per period times sqrt(periodsPerYear). Null: no variance, or fewer than 2 observations. */
export function sharpeAnnual(returns: Returns, periodsPerYear: number, riskFree = 0): number | null {
  const rootOfYear = Math.sqrt(checkedPeriodsPerYear(periodsPerYear))
  const perPeriod = sharpe(returns, riskFree)
  return perPeriod === null ? null : perPeriod * rootOfYear
}

/**
 * Compounded excess growth per year over volatility per year; `riskFree` is a fraction per period.
 * Null: no variance, fewer than 2 observations, or excess wealth below zero.
 * Source: PerformanceAnalytics, SharpeRatio.annualized with geometric = TRUE.
 */
export function sharpeAnnualGeometric(returns: Returns, periodsPerYear: number, riskFree = 0): number | null {
  const factor = growthFactor(returns, riskFree)
  const growth = factor === null ? null : annualisedGrowth(factor, returns.length, periodsPerYear)
  return ratio(growth, annualVol(returns, periodsPerYear))
}

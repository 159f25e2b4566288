/** A Sharpe ratio with what its uncertainty depends on: how many returns, and of what shape. */

import { kurtPop, skewPop } from './moments.ts'
import type { Returns } from './returns.ts'
import { sharpe } from './sharpe.ts'

/** A Sharpe ratio per period (not annualised) and the sample it was measured on. */
export interface SharpeEstimate {
  readonly sharpe: number
  readonly observations: number
  /** Population skewness of the returns. */
  readonly skew: number
  /** Population kurtosis of the returns, 3 for normal ones. */
  readonly kurt: number
}

/** Measures returns; `riskFree` is a fraction per period. Null: no variance, or fewer than 2 observations. */
export function sharpeEstimate(returns: Returns, riskFree = 0): SharpeEstimate | null {
  const ratio = sharpe(returns, riskFree)
  const skew = skewPop(returns)
  const kurt = kurtPop(returns)
  if (ratio === null || skew === null || kurt === null) return null
  return { sharpe: ratio, observations: returns.length, skew, kurt }
}

/**
 * Variance of the estimated ratio times (observations - 1): 1 - skew SR + (kurt - 1) / 4 SR^2.
 * Null: not positive, so no returns can have this shape. Source: Mertens 2002; Bailey and Lopez de Prado 2012.
 */
export function sharpeVarianceFactor(estimate: SharpeEstimate): number | null {
  const { sharpe: ratio, skew, kurt } = estimate
  const factor = 1 - skew * ratio + ((kurt - 1) / 4) * ratio * ratio
  return factor > 0 ? factor : null
}

/**
 * How sure a Sharpe ratio is: its estimate with the shape of its returns, and what is left of it after a selection among many.
 */

import { normalCdf, normalQuantile } from '../../engine/pricing/statistics/normal.ts'
import { kurtPop, type Returns, skewPop } from './moments.ts'
import { sharpe } from './sharpe.ts'
import { tailProbability } from './value-at-risk.ts'

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
function sharpeVarianceFactor(estimate: SharpeEstimate): number | null {
  const { sharpe: ratio, skew, kurt } = estimate
  const factor = 1 - skew * ratio + ((kurt - 1) / 4) * ratio * ratio
  return factor > 0 ? factor : null
}

/**
 * Probability, 0 to 1, that the Sharpe ratio lies above `benchmark` (per period, as the estimate).
 * Null: no estimate, fewer than 2 observations, or an impossible shape.
 * Source: Bailey and Lopez de Prado 2012, "The Sharpe ratio efficient frontier".
 */
export function probabilisticSharpe(estimate: SharpeEstimate | null, benchmark = 0): number | null {
  if (estimate === null || estimate.observations < 2) return null
  const factor = sharpeVarianceFactor(estimate)
  if (factor === null) return null
  return normalCdf(((estimate.sharpe - benchmark) * Math.sqrt(estimate.observations - 1)) / Math.sqrt(factor))
}

/**
 * Probability, 0 to 1, that the true Sharpe ratio exceeds what selection among `trials` alone would have shown.
 * Null: no estimate, no trials, or an impossible shape.
 * Source: Bailey and Lopez de Prado 2014, "The deflated Sharpe ratio".
 */
export function deflatedSharpe(estimate: SharpeEstimate | null, trials: Trials): number | null {
  const benchmark = expectedMaxSharpe(trials)
  return benchmark === null ? null : probabilisticSharpe(estimate, benchmark)
}

/** What was tried before a strategy was chosen. */
export interface Trials {
  /** How many independent trials; at least 1, need not be whole. */
  readonly count: number
  /** Variance of the trials' Sharpe ratios, per period. */
  readonly variance: number
}

const EULER_GAMMA = 0.5772156649015329

/**
 * Expected maximum Sharpe ratio, per period, of `count` trials whose true ratio is 0; 0 for a single trial.
 * Null: fewer than one trial, a negative variance, or either of them infinite.
 * Source: Bailey and Lopez de Prado 2014, "The deflated Sharpe ratio", equation 1.
 */
export function expectedMaxSharpe({ count, variance }: Trials): number | null {
  if (!(count >= 1 && variance >= 0 && Number.isFinite(count * variance))) return null
  return Math.sqrt(variance) * expectedMaxNormal(count)
}

// Upper tails, because 1 - 1/count loses digits.
// Near one trial the approximation dips below 0, which the maximum never does.
function expectedMaxNormal(count: number): number {
  const median = -normalQuantile(1 / count)
  const beyond = -normalQuantile(1 / (count * Math.E))
  return Math.max(0, (1 - EULER_GAMMA) * median + EULER_GAMMA * beyond)
}

/**
 * Observations (not rounded) after which the probabilistic Sharpe ratio against `benchmark` (per period)
 * reaches `confidence`.
 * Null: no estimate, an impossible shape, or a ratio not above the benchmark, for which no record is long enough.
 * Source: Bailey and Lopez de Prado 2012: 1 + variance factor * (z / (SR - benchmark))^2.
 */
export function minTrackRecordLength(
  estimate: SharpeEstimate | null,
  confidence = 0.95,
  benchmark = 0,
): number | null {
  const required = tailProbability(confidence) < 0.5 ? normalQuantile(confidence) : 0
  if (estimate === null || !(estimate.sharpe > benchmark)) return null
  const factor = sharpeVarianceFactor(estimate)
  if (factor === null) return null
  const multiple = required / (estimate.sharpe - benchmark)
  const length = 1 + factor * multiple * multiple
  return Number.isFinite(length) ? length : null
}

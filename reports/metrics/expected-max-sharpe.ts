/** The Sharpe ratio that the luckiest of many worthless trials would show. */

import { normalQuantile } from '../../engine/pricing/statistics/normal.ts'

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

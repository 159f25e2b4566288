/** How sure one may be that the true Sharpe ratio exceeds a benchmark. */

import { normalCdf } from '../../engine/pricing/statistics/normal.ts'
import { type SharpeEstimate, sharpeVarianceFactor } from './sharpe-estimate.ts'

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

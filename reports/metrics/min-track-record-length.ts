/** How long a track record must be before its Sharpe ratio means something. */

import { normalQuantile } from '../../engine/pricing/statistics/normal.ts'
import { type SharpeEstimate, sharpeVarianceFactor } from './sharpe-estimate.ts'
import { tailProbability } from './tail-probability.ts'

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

/** The probabilistic Sharpe ratio of a strategy that was picked as the best of many. */

import { expectedMaxSharpe, type Trials } from './expected-max-sharpe.ts'
import { probabilisticSharpe } from './probabilistic-sharpe.ts'
import type { SharpeEstimate } from './sharpe-estimate.ts'

/**
 * Probability, 0 to 1, that the true Sharpe ratio exceeds what selection among `trials` alone would have shown.
 * Null: no estimate, no trials, or an impossible shape.
 * Source: Bailey and Lopez de Prado 2014, "The deflated Sharpe ratio".
 */
export function deflatedSharpe(estimate: SharpeEstimate | null, trials: Trials): number | null {
  const benchmark = expectedMaxSharpe(trials)
  return benchmark === null ? null : probabilisticSharpe(estimate, benchmark)
}

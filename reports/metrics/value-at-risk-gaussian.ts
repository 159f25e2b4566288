/** Value at risk and expected shortfall as if returns were normal. */

import { normalPdf, normalQuantile } from '../../engine/pricing/statistics/normal.ts'
import { mean, stdevPop } from './moments.ts'
import type { Returns } from './returns.ts'
import { tailProbability } from './tail-probability.ts'

/**
 * -(mean + z * population stdev), z = the normal (1 - confidence) quantile; a fraction per period, positive = loss.
 * Null: no observation. Without variance it is the loss of every period.
 */
export function varGaussian(returns: Returns, confidence: number): number | null {
  return lossAt(returns, -normalQuantile(tailProbability(confidence)))
}

/**
 * -mean + population stdev * pdf(z) / (1 - confidence): the mean loss beyond `varGaussian`, a fraction per period.
 * Null: no observation.
 */
export function esGaussian(returns: Returns, confidence: number): number | null {
  const tail = tailProbability(confidence)
  return lossAt(returns, normalPdf(normalQuantile(tail)) / tail)
}

function lossAt(returns: Returns, stdevs: number): number | null {
  const average = mean(returns)
  const stdev = stdevPop(returns)
  return average === null || stdev === null ? null : stdevs * stdev - average
}

/** Value at risk of a normal distribution bent to the skewness and kurtosis that were seen. */

import { normalQuantile } from '../../engine/pricing/statistics/normal.ts'
import { kurtPop, mean, skewPop, stdevPop } from './moments.ts'
import type { Returns } from './returns.ts'
import { tailProbability } from './tail-probability.ts'

/**
 * -(mean + z' * population stdev), z' = the Cornish-Fisher quantile; a fraction per period, positive = loss.
 * Null: no variance. Only for mild shapes: with extreme skewness, such as one crash in a hundred calm periods,
 * the expansion is no quantile any more, falls with the confidence and may show a gain.
 * Source: Favre and Galeano 2002 ("modified VaR").
 */
export function varCornishFisher(returns: Returns, confidence: number): number | null {
  const z = normalQuantile(tailProbability(confidence))
  const average = mean(returns)
  const stdev = stdevPop(returns)
  const skew = skewPop(returns)
  const kurt = kurtPop(returns)
  if (average === null || stdev === null || skew === null || kurt === null) return null
  return 0 - (average + cornishFisher(z, skew, kurt - 3) * stdev)
}

function cornishFisher(z: number, skew: number, kurtExcess: number): number {
  const cube = z * z * z
  return (
    z +
    ((z * z - 1) * skew) / 6 +
    ((cube - 3 * z) * kurtExcess) / 24 -
    ((2 * cube - 5 * z) * skew * skew) / 36
  )
}

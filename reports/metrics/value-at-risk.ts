/** Value at risk and expected shortfall: read off the returns that were seen, and as if they were normal or nearly so. */

import { DataError } from '../../engine/model/errors.ts'
import { normalPdf, normalQuantile } from '../../engine/pricing/statistics/normal.ts'
import { kurtPop, mean, type Returns, skewPop, stdevPop } from './moments.ts'

/**
 * Loss at the (1 - confidence) quantile of the returns, a fraction per period, positive = loss.
 * Null: no observation. Source: quantile type 7 (linear) of Hyndman and Fan 1996.
 */
export function varHistorical(returns: Returns, confidence: number): number | null {
  const tail = historicalTail(returns, confidence)
  return tail === null ? null : 0 - tail.quantile
}

/**
 * Mean loss of the returns strictly below that quantile, a fraction per period, positive = loss.
 * Null: none is below it, as when there is one observation or all are equal.
 */
export function esHistorical(returns: Returns, confidence: number): number | null {
  const tail = historicalTail(returns, confidence)
  const average = tail === null ? null : mean(tail.below)
  return average === null ? null : 0 - average
}

function historicalTail(
  returns: Returns,
  confidence: number,
): { quantile: number; below: Float64Array } | null {
  const sorted = Float64Array.from(returns).sort()
  const position = (sorted.length - 1) * tailProbability(confidence)
  const index = Math.floor(position)
  const lower = sorted[index]
  if (lower === undefined) return null
  const upper = sorted[index + 1] ?? lower
  const weight = position - index
  // A quantile a hair above `lower` may round to it: who is below is decided by position, not by value.
  const countBelow = weight > 0 && upper > lower ? index + 1 : sorted.indexOf(lower)
  return { quantile: lower + weight * (upper - lower), below: sorted.subarray(0, countBelow) }
}

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

/** 1 - confidence, in doubles as it stands; throws a DataError unless it lies strictly between 0 and 1. */
export function tailProbability(confidence: number): number {
  if (confidence > 0 && confidence < 1) return 1 - confidence
  throw new DataError('is no confidence; give a fraction between 0 and 1 such as 0.95', {
    field: 'confidence',
    value: confidence,
  })
}

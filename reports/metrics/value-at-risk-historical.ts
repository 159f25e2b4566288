/** Value at risk and expected shortfall read off the returns that were seen. */

import { mean } from './moments.ts'
import type { Returns } from './returns.ts'
import { tailProbability } from './tail-probability.ts'

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

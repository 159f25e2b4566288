/** Realised volatility of a stretch of closes. */

const SESSIONS_A_YEAR = 252

/**
 * Annual volatility, per 1.00: the sample deviation (n - 1) of the log returns of n + 1 closes above zero, their mean
 * taken off, times the root of 252. Needs two returns at least.
 */
export function realisedVol(closes: readonly number[]): number {
  const returns = closes.slice(1).map((close, i) => Math.log(close / (closes[i] as number)))
  const mean = returns.reduce((sum, one) => sum + one, 0) / returns.length
  const squares = returns.reduce((sum, one) => sum + (one - mean) * (one - mean), 0)
  return Math.sqrt((SESSIONS_A_YEAR * squares) / (returns.length - 1))
}

/** The variance of a sum whose terms overlap: Newey and West's estimator. */

/**
 * Sum over all pairs of terms at most `lag` apart of w x u_s x u_t, with Bartlett's weights w = 1 - |s - t| / (lag + 1).
 * `terms` are in the order of time, each minus its mean; 0 where nothing was observed. In the square of their unit, never
 * below 0 but for rounding. Lag 0 is White's estimator, the sum of squares. No correction for small samples.
 * Source: Newey and West 1987.
 */
export function neweyWest(terms: Float64Array, lag: number): number {
  let sum = products(terms, 0)
  for (let apart = 1; apart <= lag; apart++) sum += 2 * (1 - apart / (lag + 1)) * products(terms, apart)
  return sum
}

function products(terms: Float64Array, apart: number): number {
  let sum = 0
  for (let t = apart; t < terms.length; t++) sum += (terms[t] as number) * (terms[t - apart] as number)
  return sum
}

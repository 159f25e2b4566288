/** The variance of overlapping sums. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { neweyWest } from '../../../../studies/definitions/regimes/newey-west.ts'

/** Every pair of terms by itself, as the definition has it. */
function pairByPair(terms: readonly number[], lag: number): number {
  let sum = 0
  for (let s = 0; s < terms.length; s++) {
    for (let t = 0; t < terms.length; t++) {
      sum += Math.max(0, 1 - Math.abs(s - t) / (lag + 1)) * (terms[s] ?? 0) * (terms[t] ?? 0)
    }
  }
  return sum
}

const someTerms = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { maxLength: 40 })

describe("Newey and West's estimator", () => {
  it.each([
    [0, 1 + 4 + 1],
    [1, 6 + 2 * 0.5 * (2 - 2)],
    [2, 6 + 2 * (2 / 3) * 0 + 2 * (1 / 3) * -1],
  ])('of 1, 2, -1 with %i lags is %d', (lag, expected) => {
    expect(neweyWest(Float64Array.of(1, 2, -1), lag)).toBeCloseTo(expected, 12)
  })

  it('is the sum over all pairs by their weights', () => {
    fc.assert(
      fc.property(someTerms, fc.nat({ max: 50 }), (terms, lag) => {
        expect(neweyWest(Float64Array.from(terms), lag)).toBeCloseTo(pairByPair(terms, lag), 9)
      }),
    )
  })

  it('is not below 0', () => {
    fc.assert(
      fc.property(someTerms, fc.nat({ max: 50 }), (terms, lag) => {
        expect(neweyWest(Float64Array.from(terms), lag)).toBeGreaterThan(-1e-9)
      }),
    )
  })
})

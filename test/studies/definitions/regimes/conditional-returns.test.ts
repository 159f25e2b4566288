/** Statistics in and out of a regime. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  conditionalReturns,
  type Part,
  type PartStatistics,
} from '../../../../studies/definitions/regimes/conditional-returns.ts'
import { forwardReturns } from '../../../../studies/definitions/regimes/forward-returns.ts'

function part(
  which: Part,
  returns: readonly number[],
  inside: readonly number[],
  horizon: number,
): PartStatistics {
  const parts = conditionalReturns(Float64Array.from(returns), Float64Array.from(inside), horizon)
  const found = parts.find(one => one.part === which)
  if (!found) throw new Error(`there is no part ${which}`)
  return found
}

const NO = Number.NaN

describe('the statistics of a part', () => {
  const returns = [0.01, -0.02, 0.04, 0, 0.03, NO, 0.02]
  const inside = [1, 0, 1, 1, NO, 1, 0]

  it('are of the rows that have both a return and a known regime', () => {
    // In: 0.01, 0.04, 0. Out: -0.02, 0.02.
    expect(part('in', returns, inside, 1)).toMatchObject({ count: 3, median: 0.01, hitRate: 2 / 3 })
    expect(part('in', returns, inside, 1).mean).toBeCloseTo(0.05 / 3, 12)
    expect(part('out', returns, inside, 1)).toMatchObject({ count: 2, mean: 0, median: 0, hitRate: 0.5 })
    expect(part('all', returns, inside, 1)).toMatchObject({ count: 5, median: 0.01, hitRate: 0.6 })
    expect(part('difference', returns, inside, 1)).toMatchObject({ count: null, median: null, hitRate: null })
    expect(part('difference', returns, inside, 1).mean).toBeCloseTo(0.05 / 3, 12)
  })

  it('have the standard error of the mean without overlap', () => {
    // In: deviations -2/300, 7/300, -5/300, squares 78/90000. Out: deviations -0.02, 0.02.
    const within = Math.sqrt(78 / 90_000) / 3
    const outside = Math.sqrt(0.0008) / 2
    expect(part('in', returns, inside, 1).standardError).toBeCloseTo(within, 12)
    expect(part('in', returns, inside, 1).tStatistic).toBeCloseTo(0.05 / 3 / within, 12)
    expect(part('out', returns, inside, 1).standardError).toBeCloseTo(outside, 12)
    expect(part('difference', returns, inside, 1).standardError).toBeCloseTo(Math.hypot(within, outside), 12)
  })

  it('pair neighbours in time when returns overlap, and those alone', () => {
    // Horizon 2: one lag, weight 1/2. In, deviations -1, 3 at rows 0 and 1, -2 at row 3: rows 1 and 3 do not meet.
    const returns = [1, 5, 9, 0]
    const inside = [1, 1, 0, 1]
    const error = Math.sqrt(1 + 9 + 4 + 2 * 0.5 * -3) / 3
    expect(part('in', returns, inside, 2).standardError).toBeCloseTo(error, 12)
  })

  it('are null where there is nothing, or nothing varies', () => {
    const none = { mean: null, median: null, hitRate: null, standardError: null, tStatistic: null }
    expect(part('in', [0.01, 0.02], [0, 0], 1)).toEqual({ part: 'in', count: 0, ...none })
    expect(part('difference', [0.01, 0.02], [0, 0], 1)).toEqual({ part: 'difference', count: null, ...none })
    expect(part('in', [0.01, 0.02], [1, 0], 1)).toMatchObject({ count: 1, mean: 0.01, tStatistic: null })
    expect(part('in', [0.01, 0.01, 0.02], [1, 1, 0], 1)).toMatchObject({ mean: 0.01, tStatistic: null })
  })
})

/** By linear algebra on the two dummies: inv(X'X) (sum of w x_s e_s e_t x_t') inv(X'X). */
function errorsByRegression(returns: readonly number[], inside: readonly number[], horizon: number) {
  const rows = returns.flatMap((value, row) => {
    const known = inside[row] === 1 || inside[row] === 0
    return known && !Number.isNaN(value) ? [{ row, value, one: inside[row] === 1 ? 1 : 0 }] : []
  })
  const counts = [
    rows.filter(({ one }) => one === 0).length,
    rows.filter(({ one }) => one === 1).length,
  ] as const
  const means = [0, 1].map(
    side =>
      rows.filter(({ one }) => one === side).reduce((sum, { value }) => sum + value, 0) / (counts[side] ?? 0),
  )
  const meat = [0, 0, 0, 0]
  for (const a of rows) {
    for (const b of rows) {
      const weight = 1 - Math.abs(a.row - b.row) / horizon
      if (weight <= 0) continue
      const product = weight * (a.value - (means[a.one] ?? 0)) * (b.value - (means[b.one] ?? 0))
      meat[a.one * 2 + b.one] = (meat[a.one * 2 + b.one] ?? 0) + product
    }
  }
  const covariance = (i: 0 | 1, j: 0 | 1): number => (meat[i * 2 + j] ?? 0) / counts[i] / counts[j]
  return {
    in: Math.sqrt(covariance(1, 1)),
    out: Math.sqrt(covariance(0, 0)),
    difference: Math.sqrt(Math.max(0, covariance(1, 1) + covariance(0, 0) - 2 * covariance(0, 1))),
  }
}

const someRows = fc.array(
  fc.tuple(
    fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: -50, max: 50 }).map(value => value / 1000) },
      { weight: 1, arbitrary: fc.constant(NO) },
    ),
    fc.constantFrom(0, 1, 1, 0, NO),
  ),
  { minLength: 2, maxLength: 60 },
)

describe('the standard errors', () => {
  it('are those of the regression on two dummies, pair by pair', () => {
    let compared = 0
    fc.assert(
      fc.property(someRows, fc.integer({ min: 1, max: 12 }), (rows, horizon) => {
        const returns = rows.map(([value]) => value)
        const inside = rows.map(([, one]) => one)
        const expected = errorsByRegression(returns, inside, horizon)
        for (const which of ['in', 'out', 'difference'] as const) {
          const { standardError } = part(which, returns, inside, horizon)
          if (standardError === null) continue
          compared++
          expect(standardError * standardError).toBeCloseTo(expected[which] * expected[which], 12)
        }
      }),
    )
    expect(compared).toBeGreaterThan(100)
  })

  it('leave the mean of all between those of its parts', () => {
    fc.assert(
      fc.property(someRows, rows => {
        const [returns, inside] = [rows.map(([value]) => value), rows.map(([, one]) => one)]
        const [low, high] = [
          part('in', returns, inside, 3).mean,
          part('out', returns, inside, 3).mean,
        ].toSorted((a, b) => (a ?? 0) - (b ?? 0))
        const { mean } = part('all', returns, inside, 3)
        if (low === null || low === undefined || high === null || high === undefined || mean === null) return
        expect(mean).toBeGreaterThanOrEqual(low - 1e-12)
        expect(mean).toBeLessThanOrEqual(high + 1e-12)
      }),
    )
  })
})

describe('look-ahead', () => {
  // In where the session itself rose: known at its close, and worthless for the next when moves alternate.
  const closes = Float64Array.from({ length: 41 }, (_, t) => (t % 2 === 0 ? 100 : 101))
  const rose = closes.map((close, t) => (t === 0 ? NO : Number(close > (closes[t - 1] ?? 0))))
  const meanIn = (inside: Float64Array): number | null | undefined =>
    conditionalReturns(forwardReturns(closes, 1, 'log'), inside, 1)[0]?.mean

  it('would show: a regime shifted by a session gives other results', () => {
    const early = rose.map((_, t) => rose[t + 1] ?? NO)
    expect(meanIn(rose)).toBeCloseTo(Math.log(100 / 101), 12)
    expect(meanIn(early)).toBeCloseTo(Math.log(101 / 100), 12)
  })
})

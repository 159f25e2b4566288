/** How much of a Sharpe ratio is luck: probabilistic, minimum record, deflated. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { DataError } from '../../../engine/model/errors.ts'
import {
  deflatedSharpe,
  expectedMaxSharpe,
  minTrackRecordLength,
  probabilisticSharpe,
  type SharpeEstimate,
  sharpeEstimate,
} from '../../../reports/metrics/index.ts'
import { spreadReturns } from './arbitraries.ts'

const z95 = 1.6448536269514722

/** The example of the paper: 2.5 a year over 1250 days, the best of trials with a variance of 1/2 a year. */
const paper: SharpeEstimate = { sharpe: 2.5 / Math.sqrt(250), observations: 1250, skew: -3, kurt: 10 }
const paperVariance = 0.5 / 250

const estimates: fc.Arbitrary<SharpeEstimate> = fc
  .record({
    sharpe: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
    observations: fc.integer({ min: 2, max: 3000 }),
    skew: fc.double({ min: -3, max: 3, noNaN: true }),
    excess: fc.double({ min: 0.1, max: 20, noNaN: true }),
  })
  .map(({ excess, ...rest }) => ({ ...rest, kurt: 1 + rest.skew * rest.skew + excess }))

describe('probabilistic Sharpe', () => {
  test('one standard error above the benchmark is 84 %', () => {
    const estimate = { sharpe: 0.1, observations: 101, skew: 0, kurt: 1 }
    expect(probabilisticSharpe(estimate)).toBeCloseTo(0.8413447460685429, 14)
    expect(probabilisticSharpe(estimate, 0.1)).toBe(0.5)
    expect(probabilisticSharpe(estimate, 0.2)).toBeCloseTo(0.15865525393145707, 14)
  })

  test('skewness to the left makes it less certain', () => {
    const even = { sharpe: 0.1, observations: 250, skew: 0, kurt: 10 }
    expect(probabilisticSharpe({ ...even, skew: -2 })).toBeLessThan(probabilisticSharpe(even) ?? Number.NaN)
  })

  test('does not exist without an estimate or for an impossible shape', () => {
    expect(probabilisticSharpe(sharpeEstimate([0.01, 0.01]))).toBeNull()
    expect(probabilisticSharpe({ sharpe: 0.1, observations: 1, skew: 0, kurt: 3 })).toBeNull()
    expect(probabilisticSharpe({ sharpe: 1, observations: 9, skew: 5, kurt: 3 })).toBeNull()
  })

  test.prop([estimates, fc.double({ min: 0, max: 1, noNaN: true })])(
    'falls as the benchmark rises',
    (estimate, benchmark) => {
      const against = probabilisticSharpe(estimate, benchmark)
      expect(against).toBeGreaterThanOrEqual(0)
      expect(against).toBeLessThanOrEqual(probabilisticSharpe(estimate) ?? Number.NaN)
    },
  )
})

describe('minimum track record', () => {
  test('by hand', () => {
    const estimate = { sharpe: 0.1, observations: 20, skew: 0, kurt: 3 }
    expect(minTrackRecordLength(estimate)).toBeCloseTo(1 + 1.005 * 100 * z95 * z95, 9)
    expect(minTrackRecordLength(estimate, 0.95, 0.05)).toBeCloseTo(1 + 1.005 * 400 * z95 * z95, 9)
  })

  test('no record is long enough for a ratio that is not above the benchmark', () => {
    expect(minTrackRecordLength({ ...paper, sharpe: 0 })).toBeNull()
    expect(minTrackRecordLength({ ...paper, sharpe: -0.1 })).toBeNull()
    expect(minTrackRecordLength(paper, 0.95, paper.sharpe)).toBeNull()
    expect(minTrackRecordLength(null)).toBeNull()
  })

  test('even odds need no record, and a confidence of 95 is refused', () => {
    expect(minTrackRecordLength(paper, 0.5)).toBe(1)
    expect(() => minTrackRecordLength(paper, 95)).toThrow(DataError)
  })

  test.prop([
    estimates.filter(({ sharpe }) => sharpe > 0.01),
    fc.double({ min: 0.6, max: 0.99, noNaN: true }),
  ])('a record of just that length reaches just that confidence', (estimate, confidence) => {
    const observations = minTrackRecordLength(estimate, confidence) ?? Number.NaN
    fc.pre(observations >= 2)
    expect(probabilisticSharpe({ ...estimate, observations })).toBeCloseTo(confidence, 10)
  })
})

describe('deflated Sharpe', () => {
  test('the published example', () => {
    expect(deflatedSharpe(paper, { count: 100, variance: paperVariance })).toBeCloseTo(0.9004, 4)
    expect(deflatedSharpe(paper, { count: 46, variance: paperVariance })).toBeCloseTo(0.9505, 4)
  })

  test('a single trial deflates nothing', () => {
    expect(expectedMaxSharpe({ count: 1, variance: 0.01 })).toBe(0)
    expect(deflatedSharpe(paper, { count: 1, variance: 0 })).toBe(probabilisticSharpe(paper))
  })

  test('trials that all showed the same deflate nothing', () => {
    expect(expectedMaxSharpe({ count: 100, variance: 0 })).toBe(0)
  })

  test.prop([fc.double({ min: 1, max: 1e6, noNaN: true }), fc.double({ min: 1, max: 3, noNaN: true })])(
    'the expected maximum is never negative and grows with the trials',
    (count, more) => {
      const few = expectedMaxSharpe({ count, variance: 0.01 }) ?? Number.NaN
      expect(few).toBeGreaterThanOrEqual(0)
      expect(expectedMaxSharpe({ count: count * more, variance: 0.01 })).toBeGreaterThanOrEqual(
        few * (1 - 1e-12),
      )
    },
  )

  test('does not exist without trials, without an estimate or with a negative variance', () => {
    expect(deflatedSharpe(paper, { count: 0, variance: 0.01 })).toBeNull()
    expect(deflatedSharpe(paper, { count: 5, variance: -0.01 })).toBeNull()
    expect(deflatedSharpe(paper, { count: 5, variance: Number.NaN })).toBeNull()
    expect(deflatedSharpe(paper, { count: Number.POSITIVE_INFINITY, variance: 0.01 })).toBeNull()
    expect(deflatedSharpe(null, { count: 5, variance: 0.01 })).toBeNull()
  })
})

describe('the estimate of a series', () => {
  test('exists exactly where there is variance', () => {
    expect(sharpeEstimate([0.01])).toBeNull()
    expect(sharpeEstimate([0.01, 0.01, 0.01])).toBeNull()
    expect(sharpeEstimate([0.01, 0.03], 0.01)).toMatchObject({ observations: 2, kurt: expect.closeTo(1, 12) })
  })

  test.prop([spreadReturns(3)])('always has a possible shape', returns => {
    const probability = probabilisticSharpe(sharpeEstimate(returns))
    expect(probability).toBeGreaterThanOrEqual(0)
    expect(probability).toBeLessThanOrEqual(1)
  })
})

/** Moments against hand-computed figures, and what shifting and scaling must do to them. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import {
  kurtExcessSampleAdj,
  kurtPop,
  mean,
  skewPop,
  skewSampleAdj,
  stdevPop,
  stdevSample,
} from '../../../reports/metrics/index.ts'
import { spreadReturns } from './arbitraries.ts'

const series = [2, 4, 4, 4, 5, 5, 7, 9]

describe('moments of a series worked out by hand', () => {
  test.each([
    ['mean', mean(series), 5],
    ['stdevPop', stdevPop(series), 2],
    ['stdevSample', stdevSample(series), Math.sqrt(32 / 7)],
    ['skewPop', skewPop(series), 5.25 / 8],
    ['kurtPop', kurtPop(series), 44.5 / 16],
    ['skewSampleAdj', skewSampleAdj(series), (Math.sqrt(56) / 6) * 0.65625],
    ['kurtExcessSampleAdj', kurtExcessSampleAdj(series), (7 / 30) * (9 * -0.21875 + 6)],
  ])('%s', (_, value, expected) => {
    expect(value).toBeCloseTo(expected, 14)
  })

  test('a typed array gives the same bits as a plain one', () => {
    expect(kurtExcessSampleAdj(Float64Array.from(series))).toBe(kurtExcessSampleAdj(series))
  })
})

describe('moments keep their digits', () => {
  test('a large offset does not drown the spread', () => {
    const shifted = series.map(value => value + 1e9)
    expect(stdevPop(shifted)).toBe(2)
    expect(skewPop(shifted)).toBeCloseTo(0.65625, 14)
  })

  test('a spread far below the mean keeps its skewness', () => {
    const steps = series.map(value => value - 5)
    const narrow = steps.map(step => 0.7 + step / 1e12)
    expect(skewPop(narrow)).toBeCloseTo(skewPop(narrow.map(value => value - 0.7)) ?? Number.NaN, 12)
    expect(skewPop(narrow)).toBeCloseTo(0.65625, 2)
  })

  test.prop([fc.double({ min: -1, max: 1, noNaN: true }), fc.integer({ min: 1, max: 400 })])(
    'a series of equal values has exactly its own mean and no variance',
    (value, count) => {
      const constant = Array.from({ length: count }, () => value)
      expect(mean(constant)).toBe(value === 0 ? 0 : value)
      expect(stdevPop(constant)).toBe(0)
      expect(skewPop(constant)).toBeNull()
      expect(kurtPop(constant)).toBeNull()
    },
  )

  test.prop([spreadReturns(4), fc.double({ min: 0.1, max: 10, noNaN: true })])(
    'shape ignores shift and scale, mirrored returns mirror the skewness',
    (returns, scale) => {
      const moved = returns.map(value => 0.05 + scale * value)
      expect(skewPop(moved)).toBeCloseTo(skewPop(returns) ?? Number.NaN, 7)
      expect(kurtPop(moved)).toBeCloseTo(kurtPop(returns) ?? Number.NaN, 7)
      expect(skewPop(returns.map(value => -value))).toBeCloseTo(-(skewPop(returns) ?? Number.NaN), 7)
      expect(stdevSample(moved)).toBeCloseTo(scale * (stdevSample(returns) ?? Number.NaN), 12)
    },
  )

  test.prop([spreadReturns(2)])('kurtosis is at least 1 + skewness squared', returns => {
    const skew = skewPop(returns) ?? Number.NaN
    expect(kurtPop(returns)).toBeGreaterThanOrEqual((1 + skew * skew) * (1 - 1e-9))
  })
})

describe('moments that need more observations than there are', () => {
  test('the adjusted ones begin at three and at four', () => {
    expect(skewSampleAdj([0.1, 0.2])).toBeNull()
    expect(skewSampleAdj([0.1, 0.2, 0.4])).not.toBeNull()
    expect(kurtExcessSampleAdj([0.1, 0.2, 0.4])).toBeNull()
    expect(kurtExcessSampleAdj([0.1, 0.2, 0.4, 0.3])).not.toBeNull()
  })
})

/** Ratios of return to risk: Sharpe and Sortino with their downside. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import {
  downsideDeviation,
  downsideDeviationSubset,
  sharpe,
  sharpeAnnual,
  sharpeAnnualGeometric,
  sortino,
  sortinoAnnual,
} from '../../../reports/metrics/index.ts'
import { spreadReturns } from './arbitraries.ts'

describe('Sharpe', () => {
  const returns = [0.01, 0.03]

  test('is the excess mean over the sample deviation', () => {
    expect(sharpe(returns)).toBeCloseTo(Math.SQRT2, 13)
    expect(sharpe(returns, 0.01)).toBeCloseTo(Math.SQRT1_2, 13)
    expect(sharpeAnnual(returns, 2)).toBeCloseTo(2, 13)
  })

  test('compounds in its geometric form', () => {
    expect(sharpeAnnualGeometric(returns, 2)).toBeCloseTo((1.01 * 1.03 - 1) / 0.02, 12)
    expect(sharpeAnnualGeometric(returns, 2, 0.01)).toBeCloseTo(0.02 / 0.02, 12)
  })

  test('after a total loss the geometric form still exists', () => {
    expect(sharpeAnnualGeometric([0.5, -1], 252)).toBeCloseTo(-1 / (1.5 * Math.sqrt(126)), 13)
  })

  test('does not exist without variance, however much was earned', () => {
    const constant = Array.from({ length: 49 }, () => 0.001)
    expect(sharpe(constant)).toBeNull()
    expect(sharpeAnnual(constant, 252)).toBeNull()
    expect(sharpeAnnualGeometric(constant, 252)).toBeNull()
  })

  test.prop([spreadReturns(2), fc.double({ min: 0.1, max: 10, noNaN: true })])(
    'does not see leverage',
    (series, leverage) => {
      const levered = series.map(value => value * leverage)
      expect(sharpe(levered)).toBeCloseTo(sharpe(series) ?? Number.NaN, 9)
    },
  )
})

describe('Sortino', () => {
  const returns = [0.03, -0.01, 0.02, -0.03]

  test('measures the downside over all periods, or over the bad ones only', () => {
    expect(downsideDeviation(returns)).toBeCloseTo(Math.sqrt(0.001 / 4), 15)
    expect(downsideDeviationSubset(returns)).toBeCloseTo(Math.sqrt(0.001 / 2), 15)
    expect(downsideDeviation(returns, 0.02)).toBeCloseTo(Math.sqrt(0.0034 / 4), 15)
  })

  test('a return exactly at the minimum is no shortfall', () => {
    expect(downsideDeviationSubset([0, 0, -0.02])).toBeCloseTo(0.02, 15)
  })

  test('is the mean above the minimum over the full downside', () => {
    expect(sortino(returns)).toBeCloseTo(0.0025 / Math.sqrt(0.00025), 14)
    expect(sortino(returns, 0.02)).toBeCloseTo(-0.0175 / Math.sqrt(0.00085), 14)
    expect(sortinoAnnual(returns, 252)).toBeCloseTo((0.0025 / Math.sqrt(0.00025)) * Math.sqrt(252), 12)
  })

  test('does not exist where nothing fell short', () => {
    expect(downsideDeviation([0.01, 0.02])).toBe(0)
    expect(downsideDeviationSubset([0.01, 0.02])).toBeNull()
    expect(sortino([0.01, 0.02])).toBeNull()
    expect(sortinoAnnual([0.01, 0.02], 252)).toBeNull()
  })

  test.prop([
    spreadReturns(2).filter(series => series.some(value => value < 0)),
    fc.double({ min: 0.1, max: 10, noNaN: true }),
  ])('does not see leverage, and the subset is never below the full sample', (series, leverage) => {
    const levered = series.map(value => value * leverage)
    const ratio = sortino(series) ?? Number.NaN
    expect(Math.abs((sortino(levered) ?? Number.NaN) - ratio)).toBeLessThan(1e-11 * (1 + Math.abs(ratio)))
    expect(downsideDeviationSubset(series)).toBeGreaterThanOrEqual(downsideDeviation(series) ?? Number.NaN)
  })
})

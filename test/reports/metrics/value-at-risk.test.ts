/** Value at risk and expected shortfall: historical, Gaussian, Cornish-Fisher. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { DataError } from '../../../engine/model/errors.ts'
import {
  esGaussian,
  esHistorical,
  varCornishFisher,
  varGaussian,
  varHistorical,
} from '../../../reports/metrics/index.ts'
import { spreadReturns } from './arbitraries.ts'

const z95 = 1.6448536269514722
const confidences = fc.double({ min: 0.5, max: 0.999, noNaN: true })

describe('historical', () => {
  const returns = [0.03, -0.04, 0.01, -0.02, 0.02]

  test('a quantile that falls on a return is that return, and only worse ones are beyond it', () => {
    expect(varHistorical(returns, 0.75)).toBe(0.02)
    expect(esHistorical(returns, 0.75)).toBe(0.04)
  })

  test('a quantile between two returns is interpolated', () => {
    expect(varHistorical(returns, 0.875)).toBeCloseTo(0.03, 15)
    expect(esHistorical(returns, 0.875)).toBe(0.04)
  })

  test('1 - 0.95 is a hair above 0.05, so the sixth of 101 returns lies beyond the quantile', () => {
    const ladder = Array.from({ length: 101 }, (_, i) => (i - 50) / 1000)
    expect(varHistorical(ladder, 0.95)).toBeCloseTo(0.045, 15)
    expect(esHistorical(ladder, 0.95)).toBeCloseTo(0.0475, 15)
  })

  test('equal returns at the quantile are not beyond it', () => {
    expect(esHistorical([-0.02, -0.01, -0.01, -0.01, 0.01], 0.6)).toBe(0.02)
    expect(esHistorical([-0.01, -0.01, -0.01, 0.01], 0.75)).toBeNull()
  })

  test('gains are negative losses, and nothing is not minus nothing', () => {
    expect(varHistorical([0.02], 0.95)).toBe(-0.02)
    expect(varHistorical([0, 0], 0.95)).toBe(0)
  })

  test('leaves the returns as they were', () => {
    const typed = Float64Array.from(returns)
    varHistorical(typed, 0.95)
    expect([...typed]).toEqual(returns)
  })
})

describe('Gaussian and Cornish-Fisher by hand', () => {
  const coin = [-0.01, 0.01]

  test('Gaussian', () => {
    expect(varGaussian(coin, 0.95)).toBeCloseTo(0.01 * z95, 15)
    expect(esGaussian(coin, 0.95)).toBeCloseTo((0.01 * 0.1031356403753714) / 0.05, 15)
    expect(varGaussian([0.09, 0.11], 0.95)).toBeCloseTo(0.01 * z95 - 0.1, 15)
  })

  test('Cornish-Fisher of a coin: no skewness, excess kurtosis -2', () => {
    const bent = z95 - (2 * (z95 * z95 * z95 - 3 * z95)) / 24
    expect(varCornishFisher(coin, 0.95)).toBeCloseTo(0.01 * bent, 15)
  })

  test('Cornish-Fisher sees a left tail that the Gaussian spreads over both sides', () => {
    const writer = [...Array.from({ length: 18 }, () => 0.001), -0.004, -0.008]
    expect(varCornishFisher(writer, 0.95)).toBeGreaterThan(varGaussian(writer, 0.95) ?? Number.NaN)
  })

  test('one crash in a hundred bends Cornish-Fisher beyond use: it shows a gain', () => {
    const writer = [...Array.from({ length: 99 }, () => 0.001), -0.05]
    expect(varCornishFisher(writer, 0.99)).toBeLessThan(0)
  })
})

describe('for any returns', () => {
  test.prop([spreadReturns(1), confidences, confidences])(
    'more confidence is never less loss',
    (returns, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)]
      for (const measure of [varHistorical, varGaussian]) {
        expect(measure(returns, high)).toBeGreaterThanOrEqual((measure(returns, low) ?? Number.NaN) - 1e-15)
      }
    },
  )

  test.prop([spreadReturns(2), confidences])(
    'the shortfall is at least the value at risk',
    (returns, confidence) => {
      const beyond = esHistorical(returns, confidence)
      const risk = varHistorical(returns, confidence) ?? Number.NaN
      if (beyond !== null) expect(beyond).toBeGreaterThanOrEqual(risk - 1e-15)
      const normal = varGaussian(returns, confidence) ?? Number.NaN
      expect(esGaussian(returns, confidence)).toBeGreaterThanOrEqual(normal - 1e-15)
    },
  )

  test.prop([spreadReturns(2), confidences])(
    'twice the position is twice the loss',
    (returns, confidence) => {
      const doubled = returns.map(value => 2 * value)
      for (const measure of [varHistorical, esHistorical, varGaussian, esGaussian, varCornishFisher]) {
        const single = measure(returns, confidence)
        const double = measure(doubled, confidence)
        if (single === null) expect(double).toBeNull()
        else expect(double).toBeCloseTo(2 * single, 12)
      }
    },
  )
})

test.each([0, 1, 95, -0.5, Number.NaN])('a confidence of %s is refused', confidence => {
  for (const measure of [varHistorical, esHistorical, varGaussian, esGaussian, varCornishFisher]) {
    expect(() => measure([0.01, -0.01], confidence)).toThrow(DataError)
  }
})

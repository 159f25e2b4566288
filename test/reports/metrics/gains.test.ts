/** Gains against losses: hit rate, profit factor, omega. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { hitRate, omega, profitFactor } from '../../../reports/metrics/index.ts'
import { spreadReturns } from './arbitraries.ts'

describe('gains against losses by hand', () => {
  const returns = [0.03, -0.01, 0, 0.01, -0.01]

  test('flat periods are no hits', () => {
    expect(hitRate(returns)).toBe(0.4)
    expect(hitRate([0, 0])).toBe(0)
  })

  test('profit factor and omega', () => {
    expect(profitFactor(returns)).toBeCloseTo(2, 14)
    expect(omega(returns, 0.01)).toBeCloseTo(0.02 / 0.05, 14)
  })

  test('without gains they are 0, without losses they do not exist', () => {
    expect(profitFactor([-0.01, 0])).toBe(0)
    expect(profitFactor([0.01, 0])).toBeNull()
    expect(profitFactor([0, 0])).toBeNull()
    expect(omega([0.01, 0.02], 0.01)).toBeNull()
  })
})

test.prop([spreadReturns(2), fc.double({ min: 0.1, max: 10, noNaN: true })])(
  'the size of the position changes none of them',
  (returns, size) => {
    const sized = returns.map(value => value * size)
    const factor = profitFactor(returns)
    expect(hitRate(sized)).toBe(hitRate(returns))
    if (factor === null) expect(profitFactor(sized)).toBeNull()
    else expect(Math.abs((profitFactor(sized) ?? Number.NaN) - factor)).toBeLessThanOrEqual(1e-12 * factor)
  },
)

test.prop([spreadReturns(2)])('omega is 1 at the mean', returns => {
  const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length
  expect(omega(returns, mean)).toBeCloseTo(1, 9)
})

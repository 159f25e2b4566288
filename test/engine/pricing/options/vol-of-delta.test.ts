/** The volatility of a delta. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataError } from '../../../../engine/model/errors.ts'
import { black76Greeks } from '../../../../engine/pricing/options/black76.ts'
import { volOfDelta } from '../../../../engine/pricing/options/vol-of-delta.ts'
import { holds, moneyness, right, sigma, underlying, years } from '../arbitrary.ts'

describe('the volatility of a delta', () => {
  it('gives the delta back', () => {
    holds(
      fc.property(right, underlying, moneyness, years, sigma, (side, forward, m, t, vol) => {
        const strike = forward * m
        const { delta } = black76Greeks(side, forward, strike, t, vol)
        fc.pre(Math.abs(delta) > 1e-6 && Math.abs(delta) < 1 - 1e-6)
        const found = volOfDelta(side, forward, strike, t, delta) ?? Number.NaN
        expect(black76Greeks(side, forward, strike, t, found).delta).toBeCloseTo(delta, 9)
        expect(found).toBeLessThanOrEqual(vol * (1 + 1e-6))
      }),
    )
  })

  it('is the one volatility there is for a call out of the money', () => {
    const { delta } = black76Greeks('call', 100, 110, 0.25, 0.3)
    expect(volOfDelta('call', 100, 110, 0.25, delta)).toBeCloseTo(0.3, 12)
  })

  it('is the lesser where a put out of the money has two', () => {
    const least = volOfDelta('put', 1059, 1025, 14 / 365, -0.19) ?? Number.NaN
    expect(least).toBeCloseTo(0.194, 4)
    expect(black76Greeks('put', 1059, 1025, 14 / 365, least * 1.01).delta).toBeLessThan(-0.19)
  })

  it('is none where no volatility has that delta', () => {
    expect(volOfDelta('put', 110, 100, 0.5, -0.6)).toBeNull()
    expect(volOfDelta('call', 110, 100, 0.5, 0.55)).toBeNull()
    expect(volOfDelta('call', 100, 100, 0.5, 0.4)).toBeNull()
  })

  it('at the money follows from the half of the deviation', () => {
    const { delta } = black76Greeks('call', 100, 100, 0.5, 0.2)
    expect(volOfDelta('call', 100, 100, 0.5, delta)).toBeCloseTo(0.2, 12)
  })

  it.each([
    ['call', -0.2],
    ['call', 1],
    ['put', 0.2],
    ['put', 0],
    ['call', Number.NaN],
  ] as const)('refuses a %s of delta %f', (side, delta) => {
    expect(() => volOfDelta(side, 100, 110, 0.5, delta)).toThrow(DataError)
  })

  it('names the price or time that is no use', () => {
    expect(() => volOfDelta('call', 100, 110, 0, 0.2)).toThrow('field years: "0"')
  })
})

/** A strangle with a volatility a leg. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { strangleDecay, strangleLevels, strangleValue } from '../../../../engine/pricing/options/strangle.ts'
import { holds, sigma, underlying, years } from '../arbitrary.ts'

const GOLD = { call: { strike: 1110, sigma: 0.24 }, put: { strike: 1025, sigma: 0.2 } }

describe('a strangle', () => {
  it('is worth its payoff at expiry', () => {
    expect(strangleValue(GOLD, 1130, 0)).toBe(20)
    expect(strangleValue(GOLD, 1000, 0)).toBe(25)
    expect(strangleValue(GOLD, 1060, 0)).toBe(0)
  })

  it('loses all that is left over its days when the future stands still', () => {
    const days = [3, 2, 1]
    const lost = days.map(left => strangleDecay(GOLD, 1060, left / 365))
    const sum = lost.reduce((total, one) => total + one, 0)
    expect(sum).toBeCloseTo(strangleValue(GOLD, 1060, 3 / 365), 12)
    expect(strangleDecay(GOLD, 1060, 0.5 / 365)).toBe(strangleValue(GOLD, 1060, 0.5 / 365))
  })

  it('reaches a value at one price on either side', () => {
    const width = fc.double({ min: 0.5, max: 0.99, noNaN: true })
    const share = fc.double({ min: 0.05, max: 0.5, noNaN: true })
    holds(
      fc.property(underlying, width, width, years, sigma, sigma, share, (price, w, v, t, up, down, part) => {
        const strangle = { call: { strike: price / w, sigma: up }, put: { strike: price * v, sigma: down } }
        const value = strangleValue(strangle, price, t) + part * strangle.put.strike
        const { lower, upper } = strangleLevels(strangle, value, t)
        expect(upper).toBeGreaterThan(price)
        expect(strangleValue(strangle, upper ?? Number.NaN, t) / value).toBeCloseTo(1, 9)
        if (lower === null) expect(value).toBeGreaterThan(strangle.put.strike)
        else {
          expect(lower).toBeLessThan(price)
          expect(strangleValue(strangle, lower, t) / value).toBeCloseTo(1, 9)
        }
      }),
      100,
    )
  })

  it('at expiry reaches it beyond the strikes by just that much', () => {
    const { lower, upper } = strangleLevels(GOLD, 23.6, 0)
    expect(lower).toBeCloseTo(1001.4, 9)
    expect(upper).toBeCloseTo(1133.6, 9)
  })

  it('never comes down to a value below its least', () => {
    expect(strangleLevels(GOLD, 0.5, 14 / 365)).toEqual({ lower: null, upper: null })
  })

  it('has no lower price for a value above the strike of the put', () => {
    const { lower, upper } = strangleLevels(GOLD, 1100, 14 / 365)
    expect(lower).toBeNull()
    expect(upper).toBeCloseTo(2210, 6)
  })
})

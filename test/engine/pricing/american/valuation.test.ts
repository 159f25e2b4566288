/** When a listed option is valued as American, and that the rest stays with Black-76. */

import { describe, expect, it } from 'vitest'
import {
  deltaOf,
  greeksOf,
  valuationOf,
  volatilityOf,
  worthOf,
} from '../../../../engine/pricing/american/valuation.ts'
import { american } from '../../../../engine/pricing/american/value.ts'
import { black76, black76Greeks } from '../../../../engine/pricing/options/black76.ts'

const STYLE = { exercise: 'american', settlement: 'future', paidUpFront: true } as const
const RATE = { ratePercent: 3, yieldPercent: 1 }
const PUT = { right: 'put', underlyingPrice: 1056, strike: 1025, years: 0.1 } as const

describe('a valuation', () => {
  it('is American at a stated interest: a future yields its rate, a spot price what is stated', () => {
    expect(valuationOf(STYLE, RATE)).toEqual({ underlying: 'future', rate: 0.03, dividendYield: 0.03 })
    expect(valuationOf({ ...STYLE, settlement: 'cash' }, RATE)).toEqual({
      underlying: 'spot',
      rate: 0.03,
      dividendYield: 0.01,
    })
  })

  it.each([
    ['without a stated interest', STYLE, null],
    ['at an interest of 0', STYLE, { ratePercent: 0, yieldPercent: 0 }],
    ['of a European option', { ...STYLE, exercise: 'european' }, RATE],
    ['of a premium that is settled daily', { ...STYLE, paidUpFront: false }, RATE],
  ] as const)('is Black-76 without interest %s', (_, style, interest) => {
    expect(valuationOf(style, interest)).toBeNull()
  })

  it('of Black-76 gives its numbers to the bit', () => {
    const price = black76('put', 1056, 1025, 0.1, 0.2)
    const greeks = black76Greeks('put', 1056, 1025, 0.1, 0.2)
    expect(greeksOf(PUT, 0.2, null)).toEqual(greeks)
    expect(worthOf(PUT, 0.2, null)(1056)).toBe(price)
    expect(volatilityOf(PUT, price, null).sigma).toBeCloseTo(0.2, 12)
    expect(deltaOf(PUT, price, null)?.delta).toBeCloseTo(greeks.delta, 12)
    expect(deltaOf(PUT, 0, null)).toBeNull()
  })

  it('of American options gives theirs, at any price of the underlying', () => {
    for (const settlement of ['future', 'cash'] as const) {
      const valuation = valuationOf({ ...STYLE, settlement }, RATE)
      const worth = worthOf(PUT, 0.2, valuation)
      const rates = { rate: 0.03, dividendYield: 0.01 }
      for (const at of [700, 990, 1056, 1200]) {
        const terms = { right: 'put', strike: 1025, years: 0.1, sigma: 0.2 } as const
        const price =
          settlement === 'future'
            ? american({ ...terms, underlying: 'future', forward: at, rate: 0.03 })
            : american({ ...terms, underlying: 'spot', spot: at, ...rates })
        expect(worth(at)).toBe(price)
        expect(worth(at)).toBeGreaterThanOrEqual(1025 - at)
      }
      const found = deltaOf(PUT, worth(1056), valuation)
      expect(found?.sigma).toBeCloseTo(0.2, 6)
      expect(found?.delta).toBeCloseTo((worth(1056.01) - worth(1055.99)) / 0.02, 5)
      expect(greeksOf(PUT, 0.2, valuation).delta).toBeCloseTo(found?.delta ?? 9, 6)
      expect(deltaOf({ ...PUT, underlyingPrice: 700 }, 325, valuation)).toBeNull()
      expect(volatilityOf({ ...PUT, underlyingPrice: 700 }, 325, valuation).status).toBe('atIntrinsic')
    }
  })
})

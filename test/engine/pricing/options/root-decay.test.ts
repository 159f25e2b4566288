import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { black76 } from '../../../../engine/pricing/options/black76.ts'
import { rootDecay } from '../../../../engine/pricing/options/root-decay.ts'
import { holds, underlying } from '../arbitrary.ts'

describe('the decay at the money', () => {
  it.each([
    [30, 60, 15, 15],
    [30, 60, 60, 30],
    [30, 60, 0, 0],
    [10, 25, 9, 6],
  ])('of %f with %i days leaves, with %i left, %f', (premium, days, left, rest) => {
    expect(rootDecay(premium, days, left)).toBeCloseTo(rest, 14)
  })

  it('is that of Black-76 to a thousandth while the deviation is small', () => {
    const day = fc.integer({ min: 1, max: 90 })
    holds(
      fc.property(underlying, day, day, (price, days, left) => {
        const worth = (n: number) => black76('call', price, price, n / 365, 0.15)
        expect(rootDecay(worth(days), days, left) / worth(left)).toBeCloseTo(1, 3)
      }),
    )
  })

  it('refuses days that have run out before they began', () => {
    expect(() => rootDecay(30, 0, 0)).toThrow('field days: "0"')
    expect(() => rootDecay(30, 60, -1)).toThrow('field daysLeft: "-1"')
  })
})

/** Bonds with one level coupon a year. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataError } from '../../../../engine/model/errors.ts'
import {
  fixedCouponPrice,
  macaulayDuration,
  presentValues,
} from '../../../../engine/pricing/bonds/fixed-coupon.ts'
import { holds, rate } from '../arbitrary.ts'

const bonds = fc.record({
  coupon: fc.double({ min: 0, max: 20, noNaN: true }),
  redemption: fc.double({ min: 50, max: 150, noNaN: true }),
  rate,
  years: fc.integer({ min: 1, max: 40 }),
})

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

describe('a bond with level coupons', () => {
  it('costs its face when the coupon is the yield', () => {
    expect(fixedCouponPrice({ coupon: 8, redemption: 100, rate: 0.08, years: 3 })).toBeCloseTo(100, 12)
  })

  it('costs all its payments when nothing is discounted', () => {
    expect(fixedCouponPrice({ coupon: 5, redemption: 100, rate: 0, years: 4 })).toBe(120)
  })

  it('costs the sum of the present values of its payments', () => {
    holds(
      fc.property(bonds, bond => {
        fc.pre(Math.abs(bond.rate) > 1e-6)
        const price = fixedCouponPrice(bond)
        expect(sum(presentValues(bond)) / price).toBeCloseTo(1, 8)
      }),
    )
  })

  it('counts a broken last year in proportion, between the whole years', () => {
    const at = (years: number) => fixedCouponPrice({ coupon: 9, redemption: 100, rate: 0.06, years })
    expect(at(2.5)).toBeGreaterThan(at(2))
    expect(at(2.5)).toBeLessThan(at(3))
  })

  it.each([0, 1.5, -1, Number.NaN])('has no payments over %f years', years => {
    expect(() => presentValues({ coupon: 5, redemption: 100, rate: 0.05, years })).toThrow(DataError)
  })
})

describe('the duration', () => {
  it('of a bond without coupon is its term', () => {
    expect(macaulayDuration(presentValues({ coupon: 0, redemption: 100, rate: 0.07, years: 9 }))).toBeCloseTo(
      9,
      12,
    )
  })

  it('is how the price answers to the rate', () => {
    holds(
      fc.property(bonds, bond => {
        const shift = 1e-5
        const price = (r: number) => sum(presentValues({ ...bond, rate: r }))
        const slope = (price(bond.rate + shift) - price(bond.rate - shift)) / (2 * shift)
        const duration = (-slope * (1 + bond.rate)) / price(bond.rate)
        expect(macaulayDuration(presentValues(bond))).toBeCloseTo(duration, 4)
      }),
    )
  })

  it('of nothing is none', () => {
    expect(macaulayDuration([])).toBeNull()
    expect(macaulayDuration([0, 0])).toBeNull()
  })
})

/** Treasury bonds for the tests of this room. */

import fc from 'fast-check'
import type { Bond } from '../../../../engine/model/bond.ts'
import { dayOf, parseDay } from '../../../../engine/model/time.ts'

/** A bond of regular periods. */
export const treasury = (couponPercent: number, maturity: string): Bond => ({
  couponPercent,
  maturity: parseDay(maturity),
  issued: null,
  firstCoupon: null,
})

/** Quotes of 21 November 2023 for bonds of the December contract on long bonds, as data vendors show them. */
export const longBonds2023 = (
  [
    ['Aug-39', 4.5, '2039-08-15', 98.6641],
    ['Feb-40', 4.625, '2040-02-15', 99.8203],
    ['Feb-41', 4.75, '2041-02-15', 100.7734],
    ['May-40', 4.375, '2040-05-15', 96.6953],
    ['Nov-42', 4, '2042-11-15', 90.4766],
  ] as const
).map(([id, coupon, maturity, cleanPrice]) => ({ id, bond: treasury(coupon, maturity), cleanPrice }))

/** Coupons in eighths, from 0 to 12 %. */
export const coupon = fc.integer({ min: 0, max: 96 }).map(eighths => eighths / 8)

/** Contract months from 2001 to 2040. */
export const contractMonth = fc
  .tuple(fc.integer({ min: 2001, max: 2040 }), fc.constantFrom(3, 6, 9, 12))
  .map(([year, month]) => ({ year, month, text: `${year}-${String(month).padStart(2, '0')}` }))

/** A bond, a day of payment and a later one of delivery, two coupons between them at most, and prices. */
export const financed = fc.record({
  bond: fc
    .record({
      couponPercent: coupon,
      month: fc.integer({ min: 1, max: 12 }),
      years: fc.integer({ min: 2, max: 30 }),
    })
    .map(
      ({ couponPercent, month, years }): Bond => ({
        couponPercent,
        maturity: dayOf(2020 + years, month, 15),
        issued: null,
        firstCoupon: null,
      }),
    ),
  settle: fc.integer({ min: dayOf(2018, 1, 1), max: dayOf(2020, 1, 1) }),
  days: fc.integer({ min: 1, max: 200 }),
  cleanPrice: fc.integer({ min: 60 * 256, max: 160 * 256 }).map(parts => parts / 256),
  futuresPrice: fc.integer({ min: 90 * 64, max: 150 * 64 }).map(parts => parts / 64),
  factor: fc.integer({ min: 6000, max: 14_000 }).map(parts => parts / 10_000),
  repoFraction: fc.double({ min: -0.01, max: 0.12, noNaN: true }),
})

/** Bonds for the tests of this room: by their terms, and random but repeatable ones. */

import fc from 'fast-check'
import type { Bond } from '../../../../engine/model/bond.ts'
import { type Day, dayOf, parseDay } from '../../../../engine/model/time.ts'
import { quasiDate } from '../../../../engine/pricing/bonds/quasi-dates.ts'

/** A bond by its dates as people write them; without a day of issue every period is regular. */
export const bondOf = (
  couponPercent: number,
  maturity: string,
  issued: string | null = null,
  firstCoupon: string | null = null,
): Bond => ({
  couponPercent,
  maturity: parseDay(maturity),
  issued: issued === null ? null : parseDay(issued),
  firstCoupon: firstCoupon === null ? null : parseDay(firstCoupon),
})

/** A bond and a day on which it can be settled. */
export interface Settled {
  readonly bond: Bond
  readonly settle: Day
}

const maturity = fc
  .tuple(
    fc.integer({ min: 1990, max: 2060 }),
    fc.integer({ min: 1, max: 12 }),
    fc.constantFrom(0, 1, 15, 15, 28, 29, 30),
  )
  .map(([year, month, day]) => (day === 0 ? dayOf(year, month + 1, 0) : dayOf(year, month, day)))

const couponPercent = fc.oneof(
  fc.constantFrom(0, 0.125, 4),
  fc.integer({ min: 1, max: 120 }).map(n => n / 8),
)

/**
 * Up to 30 years with a regular, short or long first period, told or not, settled anywhere from the issue to the last
 * day: near a coupon day, near the issue and near maturity more often than chance would have it.
 */
export const settledBond: fc.Arbitrary<Settled> = fc
  .record({
    couponPercent,
    maturity,
    halfYears: fc.integer({ min: 1, max: 60 }),
    daysIn: fc.integer({ min: 0, max: 180 }),
    first: fc.constantFrom('unknown', 'untold', 'short', 'long'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    near: fc.constantFrom('anywhere', 'issue', 'coupon', 'maturity'),
    off: fc.integer({ min: -1, max: 1 }),
  })
  .map(({ couponPercent, maturity, halfYears, daysIn, first, at, near, off }) => {
    const issue = quasiDate(maturity, halfYears) + daysIn
    const told = first === 'short' ? halfYears - 1 : Math.max(halfYears - 2, 0)
    const hasFirst = first === 'short' || first === 'long'
    const bond = {
      couponPercent,
      maturity,
      issued: first === 'unknown' ? null : issue,
      firstCoupon: hasFirst ? quasiDate(maturity, told) : null,
    }
    const days = maturity - 1 - issue
    const settle = {
      anywhere: issue + Math.floor(at * days),
      issue: issue + Math.floor(at * 30),
      coupon: quasiDate(maturity, Math.floor(at * halfYears)) + off,
      maturity: maturity - 1 - Math.floor(at * 200),
    }[near]
    return { bond, settle: Math.min(Math.max(settle, issue), maturity - 1) }
  })

/** From -2 % to 20 %, per 1.00. */
export const yieldFraction = fc.double({ min: -0.02, max: 0.2, noNaN: true })

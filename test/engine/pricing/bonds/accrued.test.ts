import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDay } from '../../../../engine/model/time.ts'
import { accruedInterest } from '../../../../engine/pricing/bonds/accrued.ts'
import { interestOver } from '../../../../engine/pricing/bonds/interest.ts'
import { couponsBetween } from '../../../../engine/pricing/bonds/schedule.ts'
import { holds } from '../arbitrary.ts'
import { bondOf, settledBond } from './bonds.ts'

describe('accrued interest', () => {
  it.each([
    ['within a regular period', bondOf(2.375, '2024-08-15'), '2017-10-11', 1.1875 * (57 / 184)],
    ['the day before a coupon', bondOf(2.375, '2024-08-15'), '2018-02-14', 1.1875 * (183 / 184)],
    ['on a coupon day', bondOf(2.375, '2024-08-15'), '2018-02-15', 0],
    ['at the end of a leap February', bondOf(4, '2028-08-31'), '2028-03-10', 2 * (10 / 184)],
    ['of a bond without coupons', bondOf(0, '2024-08-15'), '2018-02-14', 0],
    ['on the day of issue', bondOf(5, '2020-05-15', '2010-07-01'), '2010-07-01', 0],
    ['in a short first period', bondOf(5, '2020-05-15', '2010-07-01'), '2010-07-31', 2.5 * (30 / 184)],
    ['on its last day', bondOf(5, '2020-05-15', '2010-05-18'), '2010-11-14', 2.5 * (180 / 184)],
    ['after it', bondOf(5, '2020-05-15', '2010-07-01'), '2010-11-25', 2.5 * (10 / 181)],
  ])('%s is the days over the days of the period', (_when, bond, settle, expected) => {
    expect(accruedInterest(bond, parseDay(settle))).toBeCloseTo(expected, 14)
  })

  it.each([
    ['before its first quasi date', '1985-08-01', 5.375 * (30 / 181)],
    ['on it', '1985-08-15', 5.375 * (44 / 181)],
    ['after it (31 CFR 356, appendix B, II.E)', '1985-11-04', 3.672798],
    ['on the day before its coupon', '1986-02-14', 5.375 * (44 / 181 + 183 / 184)],
    ['on the day of its coupon', '1986-02-15', 0],
  ])('in a long first period counts all of it: %s', (_when, settle, expected) => {
    const bond = bondOf(10.75, '2005-08-15', '1985-07-02', '1986-02-15')
    expect(accruedInterest(bond, parseDay(settle))).toBeCloseTo(expected, 6)
  })

  it('and the coupons paid are all the interest between two days', () => {
    holds(
      fc.property(settledBond, fc.double({ min: 0, max: 1, noNaN: true }), ({ bond, settle }, at) => {
        const later = settle + Math.floor(at * (bond.maturity - 1 - settle))
        const paid = couponsBetween(bond, settle, later).reduce((sum, { amount }) => sum + amount, 0)
        const gain = accruedInterest(bond, later) - accruedInterest(bond, settle) + paid
        expect(gain).toBeCloseTo(interestOver(bond, settle, later), 9)
      }),
    )
  })

  it('is none before the issue and from maturity on', () => {
    const bond = bondOf(5, '2020-05-15', '2010-07-01')
    expect(() => accruedInterest(bond, parseDay('2010-06-30'))).toThrow(
      'field settle: "2010-06-30": the bond earns no interest before its issue; settle on 2010-07-01 or later',
    )
    expect(() => accruedInterest(bond, bond.maturity)).toThrow('the bond has matured')
  })
})

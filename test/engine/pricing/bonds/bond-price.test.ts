/** The two prices of a bond at a yield, the market's and the Treasury's. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDay } from '../../../../engine/model/time.ts'
import { accruedInterest } from '../../../../engine/pricing/bonds/accrued.ts'
import { runningPeriod } from '../../../../engine/pricing/bonds/running-period.ts'
import { cashFlows, couponsBetween } from '../../../../engine/pricing/bonds/schedule.ts'
import { streetPrice, streetPriceCompound } from '../../../../engine/pricing/bonds/street-price.ts'
import { holds } from '../arbitrary.ts'
import { bondOf, type Settled, settledBond, yieldFraction } from './bonds.ts'

/** Price with accrued interest from the flows and their dates alone, compound interest throughout. */
function compoundByFlows({ bond, settle }: Settled, y: number): number {
  return cashFlows(bond, settle).reduce(
    (sum, { day, amount }) => sum + amount / Math.exp(halfYearsTo(day) * Math.log(1 + y / 2)),
    0,
  )

  function halfYearsTo(day: number): number {
    const { start, end } = runningPeriod(bond, settle)
    let halfYears = (end - settle) / (end - start)
    for (let at = end; at < day; at = runningPeriod(bond, at).end) halfYears += 1
    return halfYears
  }
}

describe('the interest accrued of a bond that is reopened', () => {
  it.each([
    ['D', bondOf(9.5, '1995-11-15', '1985-11-15'), '1985-11-29', 0.367403],
    [
      'E, late in a long first period',
      bondOf(10.75, '2005-08-15', '1985-07-02', '1986-02-15'),
      '1985-11-04',
      3.672798,
    ],
    [
      'F, in a short first period',
      bondOf(10.5, '1991-05-15', '1983-05-16', '1983-11-15'),
      '1983-08-15',
      2.596467,
    ],
    [
      'G, early in a long first period',
      bondOf(9.75, '1994-12-15', '1988-10-15', '1989-06-15'),
      '1988-11-15',
      0.82582,
    ],
  ])('is that of 31 CFR 356, appendix B, example II.%s', (_example, bond, settle, accrued) => {
    expect(accruedInterest(bond, parseDay(settle))).toBeCloseTo(accrued, 6)
  })
})

describe('the street price', () => {
  it('is the sum of the payments, each at its power of the factor', () => {
    const bond = bondOf(5, '2021-05-15')
    const v = 1 / 1.03
    const rest = Math.exp((61 / 182) * Math.log(v))
    const sum = rest * (2.5 + 2.5 * v + 102.5 * v * v)
    expect(streetPrice(bond, parseDay('2020-03-15'), 0.06)).toBeCloseTo(sum - 2.5 * (121 / 182), 12)
    expect(streetPrice(bond, parseDay('2020-05-15'), 0.06)).toBeCloseTo(2.5 * v + 102.5 * v * v, 12)
  })

  it('discounts at simple interest when one payment is left, and only then', () => {
    const bond = bondOf(5, '2021-05-15')
    const settle = parseDay('2021-02-14')
    expect(streetPrice(bond, settle, 0.06)).toBeCloseTo(
      102.5 / (1 + (90 / 181) * 0.03) - 2.5 * (91 / 181),
      12,
    )
    expect(streetPriceCompound(bond, settle, 0.06)).toBeGreaterThan(streetPrice(bond, settle, 0.06))
    const longFirst = bondOf(5, '2021-05-15', '2020-08-15', '2021-05-15')
    const early = parseDay('2020-09-15')
    expect(streetPrice(longFirst, early, 0.06)).toBe(streetPriceCompound(longFirst, early, 0.06))
  })

  it('is 100 at the coupon on a coupon day', () => {
    holds(
      fc.property(settledBond, ({ bond, settle }) => {
        const regular = { ...bond, issued: null }
        const { start } = runningPeriod(regular, settle)
        expect(streetPrice(regular, start, bond.couponPercent / 100)).toBeCloseTo(100, 10)
      }),
    )
  })

  it('discounts every cash flow by the half-years to its day', () => {
    holds(
      fc.property(settledBond, yieldFraction, (settled, y) => {
        const { bond, settle } = settled
        const price = streetPriceCompound(bond, settle, y) + accruedInterest(bond, settle)
        expect(price / compoundByFlows(settled, y)).toBeCloseTo(1, 11)
      }),
    )
  })

  it('with its interest earns the yield from day to day, and drops by the coupon only', () => {
    holds(
      fc.property(settledBond, yieldFraction, ({ bond, settle }, y) => {
        fc.pre(settle + 1 < bond.maturity)
        const worth = (day: number) => streetPriceCompound(bond, day, y) + accruedInterest(bond, day)
        const { start, end } = runningPeriod(bond, settle)
        const grown = worth(settle) * Math.exp(Math.log(1 + y / 2) / (end - start))
        const paid = couponsBetween(bond, settle, settle + 1).reduce((sum, { amount }) => sum + amount, 0)
        expect((worth(settle + 1) + paid) / grown).toBeCloseTo(1, 11)
      }),
    )
  })
})

describe('a street price', () => {
  it('falls as the yield rises, also where yields are negative', () => {
    holds(
      fc.property(settledBond, yieldFraction, ({ bond, settle }, y) => {
        expect(streetPrice(bond, settle, y + 1e-4)).toBeLessThan(streetPrice(bond, settle, y))
      }),
    )
    expect(streetPrice(bondOf(0, '2030-02-15'), parseDay('2020-02-15'), -0.01)).toBeCloseTo(
      100 / Math.exp(20 * Math.log(0.995)),
      9,
    )
  })

  it('refuses a yield at which nothing is left, and days on which there is no bond', () => {
    const bond = bondOf(5, '2021-05-15', '2011-05-15')
    expect(() => streetPrice(bond, parseDay('2015-01-01'), -2)).toThrow('field yieldFraction: "-2"')
    expect(() => streetPrice(bond, parseDay('2015-01-01'), Number.NaN)).toThrow('field yieldFraction')
    expect(() => streetPrice(bond, bond.maturity, 0.05)).toThrow('has matured')
    expect(() => streetPrice(bond, parseDay('2011-05-14'), 0.05)).toThrow('before its issue')
  })
})

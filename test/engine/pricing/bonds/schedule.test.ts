import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataError } from '../../../../engine/model/errors.ts'
import { civilOf, formatDay, parseDay } from '../../../../engine/model/time.ts'
import { halfYearsLeft, quasiDate } from '../../../../engine/pricing/bonds/quasi-dates.ts'
import { runningPeriod } from '../../../../engine/pricing/bonds/running-period.ts'
import { cashFlows, couponsBetween } from '../../../../engine/pricing/bonds/schedule.ts'
import { holds } from '../arbitrary.ts'
import { bondOf, settledBond } from './bonds.ts'

const written = (flows: readonly { day: number; amount: number }[]) =>
  flows.map(({ day, amount }) => [formatDay(day), amount])

const period = (maturity: string, settle: string) => {
  const { start, end } = runningPeriod(bondOf(4, maturity), parseDay(settle))
  return [formatDay(start), formatDay(end)]
}

describe('the coupon period', () => {
  it.each([
    ['2033-08-15', '2025-02-14', '2024-08-15', '2025-02-15'],
    ['2033-08-15', '2025-02-15', '2025-02-15', '2025-08-15'],
    ['2033-08-15', '2033-08-14', '2033-02-15', '2033-08-15'],
    ['2031-10-31', '2031-04-29', '2030-10-31', '2031-04-30'],
    ['2031-10-31', '2031-04-30', '2031-04-30', '2031-10-31'],
    ['2011-02-28', '2008-02-29', '2008-02-29', '2008-08-31'],
    ['2012-02-29', '2011-02-28', '2011-02-28', '2011-08-31'],
    ['2012-02-28', '2011-08-28', '2011-08-28', '2012-02-28'],
    ['2011-08-30', '2011-02-28', '2011-02-28', '2011-08-30'],
    ['2011-08-30', '2010-08-29', '2010-02-28', '2010-08-30'],
    ['2000-01-01', '1999-12-31', '1999-07-01', '2000-01-01'],
  ])('of a maturity on %s holds %s from %s until before %s', (maturity, settle, start, end) => {
    expect(period(maturity, settle)).toEqual([start, end])
  })

  it('is counted from maturity, at its month end or on its day', () => {
    holds(
      fc.property(settledBond, fc.integer({ min: 0, max: 80 }), ({ bond: { maturity } }, halfYears) => {
        const day = quasiDate(maturity, halfYears)
        const from = civilOf(day)
        const to = civilOf(maturity)
        expect(12 * (to.year - from.year) + to.month - from.month).toBe(6 * halfYears)
        const atEnd = civilOf(day + 1).day === 1
        expect(civilOf(maturity + 1).day === 1 ? atEnd : atEnd || from.day === to.day).toBe(true)
        if (halfYears > 0) {
          expect(halfYearsLeft(maturity, day)).toBe(halfYears)
          expect(halfYearsLeft(maturity, day - 1)).toBe(halfYears + 1)
        }
      }),
    )
  })

  it('does not hold maturity, nor a day that is none', () => {
    const bond = bondOf(4, '2030-05-15')
    expect(() => runningPeriod(bond, bond.maturity)).toThrow('"2030-05-15": the bond has matured')
    expect(() => cashFlows(bond, bond.maturity + 1)).toThrow(DataError)
    expect(() => runningPeriod(bond, Number.NaN)).toThrow('field settle: "NaN"')
    expect(() => runningPeriod(bond, 20_000.5)).toThrow(DataError)
  })
})

describe('the payments of a bond', () => {
  it('end with the redemption', () => {
    expect(written(cashFlows(bondOf(4.5, '2026-08-31'), parseDay('2025-02-28')))).toEqual([
      ['2025-08-31', 2.25],
      ['2026-02-28', 2.25],
      ['2026-08-31', 102.25],
    ])
    expect(written(cashFlows(bondOf(4.5, '2026-08-31'), parseDay('2026-02-28')))).toEqual([
      ['2026-08-31', 102.25],
    ])
    expect(written(cashFlows(bondOf(0, '2026-08-31'), parseDay('2020-01-01')))).toEqual([['2026-08-31', 100]])
  })

  it('open with a short first coupon, told or not', () => {
    const told = bondOf(4.875, '2012-06-30', '2010-08-28', '2010-12-31')
    const coupons = couponsBetween(told, parseDay('2010-08-28'), parseDay('2011-06-30'))
    expect(written(coupons)).toEqual([
      ['2010-12-31', (4.875 / 2) * (125 / 184)],
      ['2011-06-30', 2.4375],
    ])
    expect(
      couponsBetween({ ...told, firstCoupon: null }, parseDay('2010-08-28'), parseDay('2011-06-30')),
    ).toEqual(coupons)
  })

  it('open with a long first coupon, which is the interest of every part of its period', () => {
    const bond = bondOf(8.5, '1995-05-15', '1990-03-01', '1990-11-15')
    const [first, second] = cashFlows(bond, parseDay('1990-03-01'))
    expect(first).toEqual({ day: parseDay('1990-11-15'), amount: 4.25 * (75 / 181 + 1) })
    expect(second).toEqual({ day: parseDay('1991-05-15'), amount: 4.25 })
    expect(cashFlows(bond, parseDay('1989-01-01'))).toEqual(cashFlows(bond, parseDay('1990-03-01')))
  })

  it('may be a single one of a first period that is the last', () => {
    const bond = bondOf(6, '2011-01-31', '2010-02-10', '2011-01-31')
    expect(written(cashFlows(bond, parseDay('2010-03-01')))).toEqual([
      ['2011-01-31', 100 + 3 * (171 / 181 + 1)],
    ])
    const short = bondOf(6, '2011-01-31', '2010-10-31')
    expect(written(cashFlows(short, parseDay('2010-10-31')))).toEqual([['2011-01-31', 100 + 3 * (92 / 184)]])
  })

  it('count after the one day and up to the other', () => {
    const bond = bondOf(5, '2020-05-15')
    const between = (after: string, until: string) =>
      couponsBetween(bond, parseDay(after), parseDay(until)).map(({ day }) => formatDay(day))
    expect(between('2018-05-15', '2019-05-15')).toEqual(['2018-11-15', '2019-05-15'])
    expect(between('2018-05-14', '2019-05-14')).toEqual(['2018-05-15', '2018-11-15'])
    expect(between('2019-11-15', '2025-01-01')).toEqual(['2020-05-15'])
    expect(between('2020-05-15', '2025-01-01')).toEqual([])
    expect(between('2019-01-01', '2018-01-01')).toEqual([])
  })

  it('are the coupons and the redemption, none lost between two days', () => {
    holds(
      fc.property(settledBond, fc.integer({ min: 0, max: 4000 }), ({ bond, settle }, days) => {
        const middle = Math.min(settle + days, bond.maturity)
        const parts = [
          ...couponsBetween(bond, settle, middle),
          ...couponsBetween(bond, middle, bond.maturity),
        ]
        const paid = parts.reduce((sum, { amount }) => sum + amount, 100)
        expect(cashFlows(bond, settle).reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(paid, 9)
        expect(cashFlows(bond, settle).every(({ day }) => day > settle)).toBe(true)
      }),
    )
  })

  it.each([
    ['not on the schedule', '1990-11-14', '1990-05-15 would be such a day'],
    ['before the issue', '1989-11-15', 'comes after the issue'],
    ['after maturity', '1995-11-15', 'has matured'],
  ])('have no first coupon %s', (_what, firstCoupon, message) => {
    const bond = bondOf(8.5, '1995-05-15', '1990-03-01', firstCoupon)
    expect(() => cashFlows(bond, parseDay('1990-03-01'))).toThrow(message)
    expect(() => cashFlows(bond, parseDay('1990-03-01'))).toThrow('field firstCoupon')
  })

  it('need an issue before maturity and a coupon that is one', () => {
    expect(() => cashFlows(bondOf(4, '2020-05-15', '2020-05-15'), 0)).toThrow('field issued')
    expect(() => cashFlows(bondOf(4, '2020-05-15', '2020-05-15', '2020-05-15'), 0)).toThrow('field issued')
    expect(() => cashFlows(bondOf(-1, '2020-05-15'), 0)).toThrow('field couponPercent: "-1"')
    expect(() => cashFlows(bondOf(Number.NaN, '2020-05-15'), 0)).toThrow(DataError)
  })
})

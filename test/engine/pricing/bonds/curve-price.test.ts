import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDay } from '../../../../engine/model/time.ts'
import { accruedInterest } from '../../../../engine/pricing/bonds/accrued.ts'
import { curvePrice } from '../../../../engine/pricing/bonds/curve-price.ts'
import { parCurve } from '../../../../engine/pricing/bonds/par-curve.ts'
import { runningPeriod } from '../../../../engine/pricing/bonds/running-period.ts'
import { streetPriceCompound } from '../../../../engine/pricing/bonds/street-price.ts'
import { holds } from '../arbitrary.ts'
import { bondOf, settledBond } from './bonds.ts'

const curve = (shift = 0) =>
  parCurve(
    [
      [0.25, 4.28],
      [2, 3.68],
      [5, 3.72],
      [10, 4.01],
      [30, 4.41],
    ].map(([years = 0, percent = 0]) => ({ years, parPercent: percent + shift })),
  )

describe('the price on a curve', () => {
  it('on a flat one is the price at its yield', () => {
    holds(
      fc.property(settledBond, fc.double({ min: -1, max: 12, noNaN: true }), ({ bond, settle }, percent) => {
        const flat = parCurve([{ years: 30, parPercent: percent }])
        const price = streetPriceCompound(bond, settle, percent / 100)
        expect(curvePrice(bond, settle, flat) / price).toBeCloseTo(1, 10)
      }),
    )
  })

  it('is the discounted payments less the accrued interest', () => {
    const bond = bondOf(4.25, '2027-11-15')
    const settle = parseDay('2027-03-10')
    const stub = 66 / 181
    const now = curve()
    const worth = 2.125 * now.discount(stub / 2) + 102.125 * now.discount((1 + stub) / 2)
    expect(curvePrice(bond, settle, now)).toBeCloseTo(worth - 2.125 * (115 / 181), 12)
  })

  it('waits for the first coupon of a long first period', () => {
    const bond = bondOf(6, '2027-11-15', '2026-10-15', '2027-05-15')
    const settle = parseDay('2026-10-15')
    const stub = 31 / 184
    const now = curve()
    const worth = 3 * (stub + 1) * now.discount((stub + 1) / 2) + 103 * now.discount((stub + 2) / 2)
    expect(curvePrice(bond, settle, now)).toBeCloseTo(worth, 12)
  })

  it('falls when every par yield rises, below zero too', () => {
    holds(
      fc.property(settledBond, fc.double({ min: -6, max: 6, noNaN: true }), ({ bond, settle }, shift) => {
        expect(curvePrice(bond, settle, curve(shift + 0.01))).toBeLessThan(
          curvePrice(bond, settle, curve(shift)),
        )
      }),
    )
  })

  it('with its interest drops on a coupon day by the coupon only', () => {
    const bond = bondOf(4.25, '2034-11-15')
    const { end } = runningPeriod(bond, parseDay('2025-04-14'))
    const worth = (day: number) => curvePrice(bond, day, curve()) + accruedInterest(bond, day)
    expect(worth(end - 1) - worth(end)).toBeCloseTo(2.125, 1)
    expect(worth(end - 1) - worth(end - 2)).toBeLessThan(0.05)
  })

  it('needs a bond that is there', () => {
    const bond = bondOf(4, '2030-02-15', '2020-02-15')
    expect(() => curvePrice(bond, bond.maturity, curve())).toThrow('has matured')
    expect(() => curvePrice(bond, parseDay('2020-02-14'), curve())).toThrow('before its issue')
  })
})

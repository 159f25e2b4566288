import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDay } from '../../../../engine/model/time.ts'
import { accruedInterest } from '../../../../engine/pricing/bonds/accrued.ts'
import { bondSensitivity } from '../../../../engine/pricing/bonds/sensitivity.ts'
import { streetPrice } from '../../../../engine/pricing/bonds/street-price.ts'
import { holds } from '../arbitrary.ts'
import { bondOf, settledBond, yieldFraction } from './bonds.ts'

describe('the sensitivity of a bond', () => {
  it('is the slope and the bend of its price', () => {
    holds(
      fc.property(settledBond, yieldFraction, ({ bond, settle }, y) => {
        const { modifiedYears, convexity, dv01 } = bondSensitivity(bond, settle, y)
        const worth = (at: number) => streetPrice(bond, settle, at) + accruedInterest(bond, settle)
        const bump = 1e-4
        const price = worth(y)
        const slope = (worth(y + bump) - worth(y - bump)) / (2 * bump)
        const bend = (worth(y + bump) + worth(y - bump) - 2 * price) / (bump * bump)
        expect(Math.abs(-slope / price / modifiedYears - 1)).toBeLessThan(1e-5)
        expect(Math.abs(bend / price - convexity)).toBeLessThan(1e-4 * convexity + 1e-5)
        expect(dv01 / (-slope * 1e-4)).toBeCloseTo(1, 4)
      }),
    )
  })

  it('of one payment is its time', () => {
    const bond = bondOf(0, '2030-02-15')
    const { macaulayYears, modifiedYears, convexity, dv01 } = bondSensitivity(
      bond,
      parseDay('2020-02-15'),
      0.04,
    )
    expect(macaulayYears).toBeCloseTo(10, 14)
    expect(modifiedYears).toBeCloseTo(10 / 1.02, 14)
    expect(convexity).toBeCloseTo((20 * 21) / 4 / (1.02 * 1.02), 12)
    expect(dv01).toBeCloseTo((10 / 1.02) * Math.exp(-20 * Math.log(1.02)) * 0.01, 14)
  })

  it('in the last period is that of simple interest', () => {
    const { macaulayYears, modifiedYears, convexity } = bondSensitivity(
      bondOf(5, '2021-05-15'),
      parseDay('2021-02-14'),
      0.06,
    )
    const years = 90 / 181 / 2
    expect(macaulayYears).toBeCloseTo(years, 15)
    expect(modifiedYears).toBeCloseTo(years / (1 + years * 0.06), 15)
    expect(convexity).toBeCloseTo(2 * modifiedYears * modifiedYears, 15)
  })

  it('is that of a bond which is there', () => {
    const bond = bondOf(5, '2021-05-15', '2011-05-15')
    expect(() => bondSensitivity(bond, bond.maturity, 0.05)).toThrow('has matured')
    expect(() => bondSensitivity(bond, parseDay('2011-05-14'), 0.05)).toThrow('before its issue')
  })
})

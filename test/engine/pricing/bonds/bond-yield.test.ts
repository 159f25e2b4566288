import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDay } from '../../../../engine/model/time.ts'
import { accruedInterest } from '../../../../engine/pricing/bonds/accrued.ts'
import { streetYield } from '../../../../engine/pricing/bonds/bond-yield.ts'
import { fallingRoot } from '../../../../engine/pricing/bonds/falling-root.ts'
import { streetPrice } from '../../../../engine/pricing/bonds/street-price.ts'
import { holds } from '../arbitrary.ts'
import { bondOf, settledBond, yieldFraction } from './bonds.ts'

describe('the street yield', () => {
  it('gives back the price', () => {
    holds(
      fc.property(settledBond, yieldFraction, ({ bond, settle }, y) => {
        const price = streetPrice(bond, settle, y)
        const found = streetYield(bond, settle, price)
        const scale = price + accruedInterest(bond, settle)
        expect(Math.abs(streetPrice(bond, settle, found ?? 9) - price)).toBeLessThan(2e-14 * (100 + scale))
      }),
      2000,
    )
  })

  it('gives back prices far from any market', () => {
    const bond = bondOf(4, '2050-02-15', '2020-01-01')
    const settle = parseDay('2020-07-01')
    for (const price of [1e-3, 1, 20, 400, 1e4, 1e8]) {
      const found = streetYield(bond, settle, price)
      expect(streetPrice(bond, settle, found ?? 0) / price).toBeCloseTo(1, 9)
    }
  })

  it('may be negative', () => {
    const bond = bondOf(0.125, '2023-02-15')
    expect(streetYield(bond, parseDay('2020-03-25'), 101)).toBeLessThan(-0.002)
    expect(streetYield(bond, parseDay('2023-01-31'), 100.2)).toBeLessThan(-0.04)
  })

  it('is the coupon at 100 on a coupon day', () => {
    expect(streetYield(bondOf(4.25, '2030-02-15'), parseDay('2020-02-15'), 100)).toBeCloseTo(0.0425, 15)
  })

  it('is none of a price that is nothing, or no number', () => {
    const bond = bondOf(4, '2030-02-15')
    for (const price of [0, -1, -200, Number.NaN, Infinity])
      expect(streetYield(bond, parseDay('2020-02-20'), price)).toBeNull()
  })

  it('needs a bond that is there', () => {
    expect(() => streetYield(bondOf(4, '2030-02-15'), parseDay('2030-02-15'), 100)).toThrow('has matured')
  })
})

describe('the root of a falling function', () => {
  it('is found where Newton alone would jump ahead', () => {
    const bent = (x: number) => ({ value: 1 - x * x * x - 0.01 * x, slope: -3 * x * x - 0.01 })
    const x = fallingRoot(bent, -0.001)
    expect(bent(x).value).toBeCloseTo(0, 12)
    const flat = (x: number) => {
      const root = Math.sqrt(1 + x * x)
      return { value: -x / root, slope: -1 / (root * root * root) }
    }
    expect(fallingRoot(flat, 5)).toBeCloseTo(0, 12)
  })
})

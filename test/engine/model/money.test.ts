/** Whole minor units: how an amount is rounded once, and what is refused. */

import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  minor,
  minorDigits,
  minorPerUnit,
  negate,
  subtract,
  toAmount,
  toMinor,
  ZERO,
} from '../../../engine/model/money.ts'

describe('rounding to minor units', () => {
  it.each([
    [0, 'USD', 0],
    [1, 'USD', 100],
    [0.01, 'USD', 1],
    [0.004, 'USD', 0],
    [0.005, 'USD', 1],
    [-0.005, 'USD', -1],
    [0.015, 'USD', 2],
    [0.0149, 'USD', 1],
    [1.005, 'USD', 101],
    [-1.005, 'USD', -101],
    [2.675, 'USD', 268],
    [15.625, 'USD', 1563],
    [-15.625, 'USD', -1563],
    [0.81 * 1250, 'USD', 101_250],
    [3 * 0.35 * 1250, 'USD', 131_250],
    [115.5234375 * 1000, 'USD', 11_552_344],
    [97.7421875 * 2000, 'USD', 19_548_438],
    [12_345.5, 'JPY', 12_346],
    [-12_345.5, 'JPY', -12_346],
    [12_345.49, 'JPY', 12_345],
    [1.2345, 'KWD', 1235],
    [8.7, 'EUR', 870],
  ])('%f %s is %i', (amount, currency, expected) => {
    expect(toMinor(amount, currency)).toBe(expected)
  })

  it('goes half away from zero for every amount of up to four decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5_000_000_000, max: 5_000_000_000 }), tenThousandths => {
        const exact = new Decimal(tenThousandths).div(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
        expect(toMinor(tenThousandths / 10_000, 'USD')).toBe(exact.toNumber() + 0)
      }),
      { seed: 2, numRuns: 2000 },
    )
  })

  it('mirrors: a payment rounds as its receipt', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), amount => {
        expect(toMinor(-amount, 'USD')).toBe(negate(toMinor(amount, 'USD')))
      }),
      { seed: 3 },
    )
  })

  it('never leaves a negative zero', () => {
    for (const zero of [toMinor(-0.001, 'USD'), toMinor(-0, 'USD'), minor(-0), negate(ZERO)])
      expect(Object.is(zero, 0)).toBe(true)
  })
})

describe('a count of minor units', () => {
  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53)])('may not be %d', units => {
    expect(() => minor(units)).toThrow('invariant broken')
  })

  it('may not come of an amount that is no number or too large for a double', () => {
    expect(() => toMinor(Number.NaN, 'USD')).toThrow('invariant broken')
    expect(() => toMinor(1e14, 'USD')).toThrow('invariant broken')
    expect(toMinor(1e14, 'JPY')).toBe(1e14)
  })

  it('breaks loudly when a sum leaves the safe integers', () => {
    const most = minor(Number.MAX_SAFE_INTEGER)
    expect(() => add(most, minor(1))).toThrow('invariant broken')
    expect(() => subtract(negate(most), minor(1))).toThrow('invariant broken')
    expect(subtract(most, most)).toBe(0)
  })
})

describe('a currency', () => {
  it.each([
    ['USD', 2, 100],
    ['EUR', 2, 100],
    ['JPY', 0, 1],
    ['KRW', 0, 1],
    ['KWD', 3, 1000],
    ['XXX', 2, 100],
  ])('%s has %i digits', (currency, digits, perUnit) => {
    expect(minorDigits(currency)).toBe(digits)
    expect(minorPerUnit(currency)).toBe(perUnit)
    expect(toAmount(minor(123_456), currency)).toBe(123_456 / perUnit)
  })

  it('gives back what went in', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom('USD', 'JPY', 'KWD'), (units, currency) => {
        expect(toMinor(toAmount(minor(units), currency), currency)).toBe(units + 0)
      }),
      { seed: 4 },
    )
  })
})

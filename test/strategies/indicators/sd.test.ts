/** The standard deviation of the last values. */

import { fc, test } from '@fast-check/vitest'
import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import { DataError } from '../../../engine/model/errors.ts'
import { sd } from '../../../strategies/indicators/index.ts'
import { CLOSE, evaluate } from './evaluate.ts'

const NONE = Number.NaN

/** By definition, in forty digits. */
function exact(window: readonly number[], ddof: number): number {
  const values = window.map(value => new Decimal(value))
  const mean = Decimal.sum(...values).div(values.length)
  const squares = values.map(value => value.minus(mean).times(value.minus(mean)))
  return Decimal.sum(...squares)
    .div(values.length - ddof)
    .sqrt()
    .toNumber()
}

describe('the standard deviation', () => {
  it('is that of the population, or of a sample when asked', () => {
    expect(evaluate(sd(CLOSE, 4), [1, 1, 3, 3])[3]).toBe(1)
    expect(evaluate(sd(CLOSE, 2, 1), [1, 3, 7])).toEqual([NONE, Math.SQRT2, Math.sqrt(8)])
  })

  // Fault: the mean of equal decimals misses them by an ulp.
  it.each([0.1, 1.1, 1056.3, 1.491])('is nothing when all values are %d', value => {
    expect(evaluate(sd(CLOSE, 21), new Array(30).fill(value)).slice(20)).toEqual(new Array(10).fill(0))
  })

  it('forgets a spike that has left its window', () => {
    const closes = [1e8, 100.1, 100.2, 100.4, 100.3]
    expect(evaluate(sd(CLOSE, 4), closes)[4]).toBe(evaluate(sd(CLOSE, 4), closes.slice(1))[3])
  })

  it('keeps its digits far from zero', () => {
    const closes = [1e9, 1e9 + 1, 1e9 + 3, 1e9 + 4]
    expect(evaluate(sd(CLOSE, 4), closes)[3]).toBe(Math.sqrt(2.5))
  })

  it('refuses one value as a sample, and any other divisor', () => {
    expect(() => sd(CLOSE, 1, 1)).toThrow('field length: "1": must be a whole number of at least 2')
    // @ts-expect-error: as a caller without types may ask.
    expect(() => sd(CLOSE, 5, 2)).toThrow(DataError)
  })

  it('has a key that names input and length, and the divisor of a sample', () => {
    expect(sd(CLOSE, 20).key).toBe('sd(close(GC),20)')
    expect(sd(CLOSE, 20, 1).key).toBe('sd(close(GC),20,1)')
  })

  const price = fc.integer({ min: 9000, max: 11_000 }).map(cents => cents / 100)
  test.prop([
    fc.array(price, { minLength: 2, maxLength: 40 }),
    fc.integer({ min: 2, max: 12 }),
    fc.constantFrom<0 | 1>(0, 1),
  ])('is the exact one but for the last digits', (closes, length, ddof) => {
    evaluate(sd(CLOSE, length, ddof), closes).forEach((value, row) => {
      if (row < length - 1) return
      const window = closes.slice(row + 1 - length, row + 1)
      expect(Math.abs(value - exact(window, ddof))).toBeLessThan(1e-12)
    })
  })
})

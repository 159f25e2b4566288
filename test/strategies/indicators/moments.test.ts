/** The moving average and the standard deviation of the last values. */

import { fc, test } from '@fast-check/vitest'
import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import { DataError } from '../../../engine/model/errors.ts'
import { sd, sma } from '../../../strategies/indicators/index.ts'
import { CLOSE, evaluate, NONE } from './evaluate.ts'

describe('the moving average', () => {
  it('is the mean of the last values, and undefined before there are enough', () => {
    expect(evaluate(sma(CLOSE, 3), [1, 2, 3, 4, 8])).toEqual([NONE, NONE, 2, 3, 5])
    expect(evaluate(sma(CLOSE, 1), [7, 8])).toEqual([7, 8])
    expect(evaluate(sma(CLOSE, 3), [1, 2])).toEqual([NONE, NONE])
    expect(evaluate(sma(CLOSE, 3), [])).toEqual([])
  })

  it('is undefined while a value is missing', () => {
    expect(evaluate(sma(CLOSE, 2), [1, 2, NONE, 4, 6])).toEqual([NONE, 1.5, NONE, NONE, 5])
  })

  it('waits for a first value that comes late, as for that of another indicator', () => {
    expect(evaluate(sma(sma(CLOSE, 2), 2), [1, 3, 5, 7])).toEqual([NONE, NONE, 3, 5])
  })

  it('forgets a spike that has left its window', () => {
    const values = evaluate(sma(CLOSE, 2), [1e15, 1e15, 0.1, 0.3])
    expect(values[3]).toBe(0.2)
  })

  // Fault: three times 0.1 is not 0.3, so a price that stands still would cross its average.
  it.each([0.1, 1.1, 1056.3, 1.491])('of values that all are %d is that value', value => {
    expect(evaluate(sma(CLOSE, 21), new Array(30).fill(value)).slice(20)).toEqual(new Array(10).fill(value))
  })

  it.each([0, -1, 1.5, NONE, Number.POSITIVE_INFINITY])('of %d values is refused', length => {
    expect(() => sma(CLOSE, length)).toThrow(DataError)
    expect(() => sma(CLOSE, length)).toThrow(`field length: "${length}": must be a whole number above zero`)
  })

  it('has a key that names input and length', () => {
    expect(sma(CLOSE, 21).key).toBe('sma(close(GC),21)')
    expect(sma(CLOSE, 21).event).toBe(false)
  })

  const price = fc.integer({ min: 1, max: 1e7 }).map(cents => cents / 100)

  test.prop([fc.array(price, { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 12 })])(
    'is the exact mean but for the last digits',
    (closes, length) => {
      evaluate(sma(CLOSE, length), closes).forEach((value, row) => {
        const window = closes.slice(Math.max(0, row + 1 - length), row + 1)
        if (window.length < length) expect(value).toBeNaN()
        else
          expect(
            value /
              Decimal.sum(...window)
                .div(length)
                .toNumber(),
          ).toBeCloseTo(1, 13)
      })
    },
  )
})

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

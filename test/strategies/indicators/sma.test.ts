/** The simple moving average. */

import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataError } from '../../../engine/model/errors.ts'
import { sma } from '../../../strategies/indicators/index.ts'
import { CLOSE, evaluate } from './evaluate.ts'

const NONE = Number.NaN

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

  it('is the exact mean but for the last digits', () => {
    const price = fc.integer({ min: 1, max: 1e7 }).map(cents => cents / 100)
    fc.assert(
      fc.property(
        fc.array(price, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 12 }),
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
      ),
      { seed: 81 },
    )
  })
})

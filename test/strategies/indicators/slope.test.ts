/** The slope of the regression line. */

import { fc, test } from '@fast-check/vitest'
import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import { slope } from '../../../strategies/indicators/index.ts'
import { CLOSE, evaluate, NONE } from './evaluate.ts'

/** By definition: cov(i, y) / var(i), in forty digits. */
function exact(window: readonly number[]): number {
  const n = window.length
  const mean = Decimal.sum(...window).div(n)
  const centre = new Decimal(n - 1).div(2)
  const moments = window.map((value, i) => centre.neg().plus(i).times(mean.neg().plus(value)))
  const squares = window.map((_, i) => centre.neg().plus(i).times(centre.neg().plus(i)))
  return Decimal.sum(...moments)
    .div(Decimal.sum(...squares))
    .toNumber()
}

describe('the slope', () => {
  it('is that of a line, a row', () => {
    expect(evaluate(slope(CLOSE, 3), [10, 12, 14, 13])).toEqual([NONE, NONE, 2, 0.5])
    expect(evaluate(slope(CLOSE, 2), [10, 12, 9])).toEqual([NONE, 2, -3])
  })

  it('is exactly nothing when all values are equal', () => {
    expect(evaluate(slope(CLOSE, 5), new Array(6).fill(0.1)).slice(4)).toEqual([0, 0])
  })

  it('forgets a spike that has left its window', () => {
    expect(evaluate(slope(CLOSE, 2), [1e15, 0.5, 0.75])[2]).toBe(0.25)
  })

  it('of one value is refused', () => {
    expect(() => slope(CLOSE, 1)).toThrow('field length: "1": must be a whole number of at least 2')
  })

  const price = fc.integer({ min: 9000, max: 11_000 }).map(cents => cents / 100)
  test.prop([fc.array(price, { minLength: 2, maxLength: 40 }), fc.integer({ min: 2, max: 12 })])(
    'is the exact one but for the last digits',
    (closes, length) => {
      evaluate(slope(CLOSE, length), closes).forEach((value, row) => {
        if (row < length - 1) return
        expect(Math.abs(value - exact(closes.slice(row + 1 - length, row + 1)))).toBeLessThan(1e-12)
      })
    },
  )
})

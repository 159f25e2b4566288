/** Highest and lowest of the last values, and where a value leaves their range. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { highest, lowest, newHigh, newLow } from '../../../strategies/indicators/index.ts'
import { CLOSE, evaluate, NONE } from './evaluate.ts'

describe('the highest and the lowest', () => {
  it('are those of the last values, this one included', () => {
    const closes = [3, 1, 2, 5, 4, 0]
    expect(evaluate(highest(CLOSE, 3), closes)).toEqual([NONE, NONE, 3, 5, 5, 5])
    expect(evaluate(lowest(CLOSE, 3), closes)).toEqual([NONE, NONE, 1, 1, 2, 0])
  })

  it('are unknown while a value is missing', () => {
    expect(evaluate(highest(CLOSE, 2), [1, 2, NONE, 4, 3])).toEqual([NONE, 2, NONE, NONE, 4])
    expect(evaluate(lowest(CLOSE, 2), [1, 2, NONE, 4, 3])).toEqual([NONE, 1, NONE, NONE, 3])
  })

  const values = fc.array(
    fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: -5, max: 5 }) },
      { weight: 1, arbitrary: fc.constant(NONE) },
    ),
    { maxLength: 40 },
  )
  test.prop([values, fc.integer({ min: 1, max: 9 }), fc.array(fc.nat({ max: 40 }))])(
    'are what a look at every value finds',
    (closes, length, cuts) => {
      const expected = (best: (...values: number[]) => number) =>
        closes.map((_, row) => (row < length - 1 ? NONE : best(...closes.slice(row + 1 - length, row + 1))))
      // Math.max and Math.min give NaN when one of the values is.
      expect(evaluate(highest(CLOSE, length), closes, cuts)).toEqual(expected(Math.max))
      expect(evaluate(lowest(CLOSE, length), closes, cuts)).toEqual(expected(Math.min))
    },
  )
})

describe('a new high', () => {
  it('is above every one of so many values before it', () => {
    expect(evaluate(newHigh(CLOSE, 2), [3, 1, 2, 3, 3, 4])).toEqual([NONE, NONE, 0, 1, 0, 1])
    expect(evaluate(newHigh(CLOSE, 1), [3, 1, 2])).toEqual([NONE, 0, 1])
  })

  it('mirrored is a new low', () => {
    const closes = [3, 1, 2, 3, 3, 4, 0]
    const mirrored = closes.map(value => -value)
    expect(evaluate(newLow(CLOSE, 3), mirrored)).toEqual(evaluate(newHigh(CLOSE, 3), closes))
    expect(evaluate(newLow(CLOSE, 2), [3, 1, 2, 1, 0])).toEqual([NONE, NONE, 0, 0, 1])
  })

  it('is unknown while one of the values before it is', () => {
    expect(evaluate(newHigh(CLOSE, 1), [1, NONE, 3, 4])).toEqual([NONE, NONE, NONE, 1])
  })

  it('is an event, which looks at no value of its own row but its own', () => {
    expect([newHigh(CLOSE, 20).event, newLow(CLOSE, 20).event]).toEqual([true, true])
    expect(newHigh(CLOSE, 20).key).toBe('above(close(GC),lag(highest(close(GC),20),1))')
  })
})

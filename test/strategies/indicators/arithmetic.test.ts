/** What is made of signals row by row: sums, multiples, comparisons, bounds, and values of rows before. */

import { describe, expect, it } from 'vitest'
import { DataError } from '../../../engine/model/errors.ts'
import { column, type Signal } from '../../../engine/model/signal.ts'
import { above, below, clamped, lag, minus, plus, times } from '../../../strategies/indicators/index.ts'
import { CLOSE, constant, evaluate, NONE } from './evaluate.ts'

const TWO = constant(2)

describe('row by row', () => {
  it.each<[Signal, readonly number[]]>([
    [plus(CLOSE, TWO), [3, 4, NONE, 5]],
    [minus(CLOSE, TWO), [-1, 0, NONE, 1]],
    [minus(TWO, CLOSE), [1, 0, NONE, -1]],
    [times(CLOSE, -1.5), [-1.5, -3, NONE, -4.5]],
    [above(CLOSE, TWO), [0, 0, NONE, 1]],
    [above(CLOSE, 2), [0, 0, NONE, 1]],
    [below(CLOSE, TWO), [1, 0, NONE, 0]],
    [below(CLOSE, 2), [1, 0, NONE, 0]],
    [clamped(CLOSE, 1.5, 2.5), [1.5, 2, NONE, 2.5]],
    [lag(CLOSE, 1), [NONE, 1, 2, NONE]],
    [lag(CLOSE, 3), [NONE, NONE, NONE, 1]],
  ])('$key', (signal, expected) => {
    expect(evaluate(signal, [1, 2, NONE, 3])).toEqual(expected)
  })

  it.each([plus, minus, above, below])('refuses two grids', operation => {
    expect(() => operation(CLOSE, column('CL', 'close'))).toThrow(DataError)
  })

  it.each([NONE, Number.POSITIVE_INFINITY])('refuses %d for a factor or a level', value => {
    expect(() => times(CLOSE, value)).toThrow('field factor')
    expect(() => above(CLOSE, value)).toThrow('field level')
    expect(() => below(CLOSE, value)).toThrow('field level')
  })

  it.each([
    [2, 2],
    [3, 2],
    [NONE, 2],
  ])('refuses bounds that hold nothing: %d to %d', (low, high) => {
    expect(() => clamped(CLOSE, low, high)).toThrow(DataError)
  })

  it('speaks where a comparison holds, and at every row of the rest', () => {
    expect([above(CLOSE, 2), below(CLOSE, TWO)].map(({ event }) => event)).toEqual([true, true])
    expect([plus(CLOSE, TWO), times(CLOSE, 2)].map(({ event }) => event)).toEqual([false, false])
  })
})

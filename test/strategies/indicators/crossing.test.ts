/** Where one signal crosses another. */

import { describe, expect, it } from 'vitest'
import { DataError } from '../../../engine/model/errors.ts'
import { column } from '../../../engine/model/signal.ts'
import { crossing } from '../../../strategies/indicators/index.ts'
import { CLOSE, constant, evaluate, NONE } from './evaluate.ts'

describe('a crossing', () => {
  it.each<[string, readonly number[], readonly number[]]>([
    ['upwards', [1, 3], [NONE, 1]],
    ['downwards', [3, 1], [NONE, -1]],
    ['upwards from a touch', [1, 2, 3], [NONE, 0, 1]],
    ['downwards from a touch', [3, 2, 1], [NONE, 0, -1]],
    ['a touch from below and back is none upwards, and one downwards', [1, 2, 1], [NONE, 0, -1]],
    ['a touch from above and back is one upwards', [3, 2, 3], [NONE, 0, 1]],
    ['lying on it is none', [2, 2, 2], [NONE, 0, 0]],
    ['staying above is none', [3, 4, 3], [NONE, 0, 0]],
    ['back and forth', [1, 3, 1, 3], [NONE, 1, -1, 1]],
    ['a gap has no bar before it', [1, NONE, 3, 1], [NONE, NONE, NONE, -1]],
    ['the first bar is none', [3], [NONE]],
  ])('%s', (_, closes, expected) => {
    expect(evaluate(crossing(CLOSE, constant(2)), closes)).toEqual(expected)
  })

  it('of two signals swapped is the opposite', () => {
    const closes = [1, 3, 2, 1, 2, 5, 2, 2, 0]
    const there = evaluate(crossing(CLOSE, constant(2)), closes)
    const back = evaluate(crossing(constant(2), CLOSE), closes)
    expect(back.slice(1)).toEqual(there.slice(1).map(value => 0 - value))
  })

  it('is an event, named by both signals in their order', () => {
    const cross = crossing(CLOSE, column('GC', 'open'))
    expect([cross.event, cross.key]).toEqual([true, 'crossing(close(GC),open(GC))'])
  })

  it('of two grids is refused', () => {
    expect(() => crossing(CLOSE, column('CL', 'close'))).toThrow(DataError)
  })
})

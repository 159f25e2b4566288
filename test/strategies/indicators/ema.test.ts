/** The averages that forget by a constant share a row. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import type { Signal } from '../../../engine/model/signal.ts'
import { ema, emaAdjusted, wilder } from '../../../strategies/indicators/index.ts'
import { CLOSE, evaluate, NONE } from './evaluate.ts'

function expectClose(signal: Signal, closes: readonly number[], expected: readonly number[]): void {
  const values = evaluate(signal, closes)
  expect(values.map(Number.isNaN)).toEqual(expected.map(Number.isNaN))
  values.forEach((value, row) => {
    if (!Number.isNaN(value)) expect(value).toBeCloseTo(expected[row] ?? NONE, 13)
  })
}

describe('the exponential average', () => {
  it('begins with the mean of the first values and moves by 2/(length + 1)', () => {
    expectClose(ema(CLOSE, 3), [1, 2, 6, 5, 7], [NONE, NONE, 3, 4, 5.5])
  })

  it('begins with the first value when asked', () => {
    expectClose(ema(CLOSE, 3, 'first'), [1, 2, 6, 5, 7], [1, 1.5, 3.75, 4.375, 5.6875])
  })

  it('needs its first values in a row', () => {
    expectClose(ema(CLOSE, 2), [NONE, 1, NONE, 3, 5, 7], [NONE, NONE, NONE, NONE, 4, 6])
  })

  it('of Wilder moves by 1/length', () => {
    expectClose(wilder(CLOSE, 2), [1, 3, 6, 0], [NONE, 2, 4, 2])
    expectClose(wilder(CLOSE, 4), [10, 10, 12, 8, 14, 6], [NONE, NONE, NONE, 10, 11, 9.75])
  })

  it('of all values so far weighs them by their age', () => {
    // Weights 1/4, 1/2, 1: (1 + 2 * 2 + 4 * 6) / 7.
    expectClose(emaAdjusted(CLOSE, 3), [1, 2, 6], [1, 5 / 3, 29 / 7])
  })

  // Rows that have a value agree with pandas 2.2.3, ewm(span=3), which repeats the last average where one is missing.
  it('ages while a value is missing', () => {
    const closes = [NONE, 10, 11, NONE, NONE, 14, 13, 15, NONE, 12]
    const first = [NONE, 10, 10.5, NONE, NONE, 13.3, 13.15, 14.075, NONE, 12.691666666666668]
    expectClose(ema(CLOSE, 3, 'first'), closes, first)
    const adjusted = [10.666666666666666, 13.473684210526315, 13.176470588235293, 14.191304347826087]
    expectClose(emaAdjusted(CLOSE, 3), closes, [
      ...[NONE, 10, adjusted[0] ?? NONE, NONE, NONE],
      ...adjusted.slice(1),
      ...[NONE, 12.679245283018869],
    ])
  })

  it('over one value is that value, whatever went before', () => {
    const closes = [1e8, 100.1, NONE, 0.3]
    for (const signal of [ema(CLOSE, 1), ema(CLOSE, 1, 'first'), wilder(CLOSE, 1), emaAdjusted(CLOSE, 1)])
      expect(evaluate(signal, closes)).toEqual(closes)
  })

  it.each([ema(CLOSE, 7), wilder(CLOSE, 7), emaAdjusted(CLOSE, 7)])('stays on equal values: $key', signal => {
    expect(new Set(evaluate(signal, new Array(50).fill(1056.3)).slice(6))).toEqual(new Set([1056.3]))
  })

  it('has a key that names input, length and another seed than the usual one', () => {
    expect(ema(CLOSE, 20).key).toBe('ema(close(GC),20)')
    expect(ema(CLOSE, 20, 'first').key).toBe('ema(close(GC),20,first)')
  })

  const price = fc.option(
    fc.integer({ min: 9000, max: 11_000 }).map(cents => cents / 100),
    { nil: NONE, freq: 8 },
  )
  test.prop([fc.array(price, { maxLength: 40 }), fc.integer({ min: 1, max: 12 })])(
    'of all values so far is their weighted mean, with gaps',
    (closes, length) => {
      const decay = 1 - 2 / (length + 1)
      evaluate(emaAdjusted(CLOSE, length), closes).forEach((value, row) => {
        let [weights, sum, weight] = [0, 0, 1]
        for (let i = row; i >= 0; i--, weight *= decay) {
          const close = closes[i] ?? NONE
          if (Number.isNaN(close)) continue
          weights += weight
          sum += weight * close
        }
        if (Number.isNaN(closes[row] ?? NONE)) expect(value).toBeNaN()
        else expect(value).toBeCloseTo(sum / weights, 10)
      })
    },
  )
})

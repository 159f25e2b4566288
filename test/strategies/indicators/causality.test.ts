/** Every indicator, under the same three laws: cuts, prefixes and shared memory change nothing. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Signal } from '../../../engine/model/signal.ts'
import * as indicators from '../../../strategies/indicators/index.ts'
import { CLOSE, evaluate } from './evaluate.ts'

const { crossing, percentB, sma } = indicators

const INDICATORS: Readonly<Record<string, readonly Signal[]>> = {
  sma: [sma(CLOSE, 1), sma(CLOSE, 4), sma(sma(CLOSE, 3), 2)],
  percentB: [percentB(CLOSE, 5, 2), percentB(sma(CLOSE, 2), 3, 1)],
  crossing: [crossing(CLOSE, sma(CLOSE, 3)), crossing(percentB(CLOSE, 5, 2), sma(percentB(CLOSE, 5, 2), 3))],
}

const closes = fc.array(
  fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 90, max: 110 }) },
    { weight: 1, arbitrary: fc.constant(Number.NaN) },
  ),
  { maxLength: 40 },
)

describe('the list of indicators', () => {
  it('is complete here', () => {
    expect(Object.keys(INDICATORS).sort()).toEqual(Object.keys(indicators).sort())
  })
})

describe.each(
  Object.values(INDICATORS)
    .flat()
    .map(signal => ({ key: signal.key, signal })),
)('$key', ({ signal }) => {
  it('has the same values however the bars are cut into blocks', () => {
    fc.assert(
      fc.property(closes, fc.array(fc.nat({ max: 40 })), (values, cuts) => {
        expect(evaluate(signal, values, cuts)).toEqual(evaluate(signal, values))
      }),
      { seed: 91 },
    )
  })

  it('has the same values in a prefix as in the whole', () => {
    fc.assert(
      fc.property(closes, fc.nat({ max: 40 }), (values, end) => {
        expect(evaluate(signal, values.slice(0, end))).toEqual(evaluate(signal, values).slice(0, end))
      }),
      { seed: 92 },
    )
  })

  it('has a value a bar', () => {
    fc.assert(
      fc.property(closes, values => {
        expect(evaluate(signal, values)).toHaveLength(values.length)
      }),
      { seed: 93 },
    )
  })
})

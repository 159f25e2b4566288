/** Bollinger's bands and envelopes: edges, and where the price stands between them. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { DataError } from '../../../engine/model/errors.ts'
import type { Signal } from '../../../engine/model/signal.ts'
import {
  bandwidth,
  lowerBand,
  lowerEnvelope,
  percentB,
  percentOfEnvelope,
  upperBand,
  upperEnvelope,
} from '../../../strategies/indicators/index.ts'
import { CLOSE, evaluate } from './evaluate.ts'

const NONE = Number.NaN

describe('the bands', () => {
  it('lie so many deviations about the average, of the population or of a sample', () => {
    expect(evaluate(upperBand(CLOSE, 4, 2), [1, 1, 3, 3])[3]).toBe(4)
    expect(evaluate(lowerBand(CLOSE, 4, 2), [1, 1, 3, 3])[3]).toBe(0)
    expect(evaluate(upperBand(CLOSE, 2, 3, 1), [1, 3])[1]).toBeCloseTo(2 + 3 * Math.SQRT2, 14)
    expect(evaluate(lowerBand(CLOSE, 2, 3, 1), [1, 3])[1]).toBeCloseTo(2 - 3 * Math.SQRT2, 14)
  })

  it('fall together while all values are equal, exactly on them', () => {
    const closes = new Array(25).fill(1056.3)
    for (const band of [upperBand, lowerBand]) expect(evaluate(band(CLOSE, 21, 2), closes)[24]).toBe(1056.3)
  })

  it('share average and deviation between widths', () => {
    expect(upperBand(CLOSE, 20, 2).key).toBe('plus(sma(close(GC),20),times(sd(close(GC),20),2))')
    expect(lowerBand(CLOSE, 20, 2, 1).key).toBe('minus(sma(close(GC),20),times(sd(close(GC),20,1),2))')
  })
})

describe('the width of the bands', () => {
  it('is a share of their middle', () => {
    expect(evaluate(bandwidth(CLOSE, 4, 2), [1, 1, 3, 3])[3]).toBe(2)
    expect(evaluate(bandwidth(CLOSE, 2, 1, 1), [1, 3])[1]).toBeCloseTo(Math.SQRT2, 14)
  })

  it('is nothing while all values are equal, and undefined about zero', () => {
    expect(evaluate(bandwidth(CLOSE, 2, 2), [5, 5, -5])).toEqual([NONE, 0, NONE])
  })
})

describe('the envelope', () => {
  it('lies a share of the average about the average', () => {
    expect(evaluate(upperEnvelope(CLOSE, 2, 0.02), [90, 110])).toEqual([NONE, 102])
    expect(evaluate(lowerEnvelope(CLOSE, 2, 0.02), [90, 110])).toEqual([NONE, 98])
  })

  it('places the price between its edges, without a clamp', () => {
    const place = percentOfEnvelope(CLOSE, 1000, 0.02)
    const at = (close: number) => evaluate(place, [...new Array(999).fill(100), close]).at(-1)
    expect([at(98), at(100), at(102), at(104)].map(value => value?.toFixed(2))).toEqual([
      '0.00',
      '0.50',
      '1.00',
      '1.50',
    ])
  })

  it('has its middle where nothing moves, however long, and no place about zero', () => {
    expect(evaluate(percentOfEnvelope(CLOSE, 2, 0.02), [1.1, 1.1, -1.1])).toEqual([NONE, 0.5, NONE])
  })
})

const price = fc.integer({ min: 9000, max: 11_000 }).map(cents => cents / 100)
const prices = fc.array(price, { minLength: 5, maxLength: 30 })

describe.each<[string, Signal, Signal, Signal]>([
  ['%B', percentB(CLOSE, 5, 2), lowerBand(CLOSE, 5, 2), upperBand(CLOSE, 5, 2)],
  ['%B of a sample', percentB(CLOSE, 5, 1.5, 1), lowerBand(CLOSE, 5, 1.5, 1), upperBand(CLOSE, 5, 1.5, 1)],
  [
    'the place in the envelope',
    percentOfEnvelope(CLOSE, 5, 0.03),
    lowerEnvelope(CLOSE, 5, 0.03),
    upperEnvelope(CLOSE, 5, 0.03),
  ],
])('%s', (_, place, lower, upper) => {
  test.prop([prices])('is where the price stands between the edges', closes => {
    const [places, lows, highs] = [place, lower, upper].map(signal => evaluate(signal, closes))
    closes.forEach((close, row) => {
      const [low, high] = [lows?.[row] ?? NONE, highs?.[row] ?? NONE]
      if (high > low) expect((places?.[row] ?? NONE) * (high - low) + low).toBeCloseTo(close, 9)
    })
  })
})

describe('a width that is none', () => {
  it.each([0, -1, NONE, Number.POSITIVE_INFINITY])('is refused: %d', width => {
    for (const band of [upperBand, lowerBand, bandwidth, percentB])
      expect(() => band(CLOSE, 20, width)).toThrow('field width')
    for (const edge of [upperEnvelope, lowerEnvelope, percentOfEnvelope])
      expect(() => edge(CLOSE, 20, width)).toThrow('field share')
  })

  it('is refused as bad input', () => {
    expect(() => percentB(CLOSE, 20, 0)).toThrow(DataError)
  })
})

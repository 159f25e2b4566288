/** Bollinger's bands and envelopes: edges, and where the price stands between them. */

import { fc, test } from '@fast-check/vitest'
import { Decimal } from 'decimal.js'
import { describe, expect, it } from 'vitest'
import { DataError } from '../../../engine/model/errors.ts'
import type { Signal } from '../../../engine/model/signal.ts'
import {
  bandwidth,
  lowerBand,
  lowerEnvelope,
  percentB,
  percentOfEnvelope,
  sma,
  upperBand,
  upperEnvelope,
} from '../../../strategies/indicators/index.ts'
import { withOracle } from '../../fixtures/shared.ts'
import { CLOSE, evaluate, NONE } from './evaluate.ts'

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

/** %B by its definition in forty digits; null where the window has no width. */
function exact(window: readonly number[], width: number): Decimal | null {
  const values = window.map(value => new Decimal(value))
  const mean = Decimal.sum(...values).div(values.length)
  const variance = Decimal.sum(...values.map(value => value.minus(mean).pow(2))).div(values.length)
  const half = variance.sqrt().times(width)
  const close = values[values.length - 1]
  return half.isZero() || !close ? null : close.minus(mean).plus(half).div(half.times(2))
}

describe('%B', () => {
  it('is 0 at the lower band, 1 at the upper, and not clamped', () => {
    expect(evaluate(percentB(CLOSE, 2, 1), [1, 3])).toEqual([NONE, 1])
    expect(evaluate(percentB(CLOSE, 2, 1), [3, 1])).toEqual([NONE, 0])
    expect(evaluate(percentB(CLOSE, 3, 1), [2, 2, 5])[2]).toBeCloseTo(0.5 + Math.SQRT1_2, 14)
    expect(evaluate(percentB(CLOSE, 3, 1), [2, 2, 5])[2]).toBeGreaterThan(1)
    expect(evaluate(percentB(CLOSE, 3, 1), [5, 5, 2])[2]).toBeLessThan(0)
  })

  it('takes the deviation of the population, or of a sample when asked', () => {
    // Mean 2, population variance 2/3: (3 - 2) / (2 x 2 x sqrt(2/3)) + 1/2.
    expect(evaluate(percentB(CLOSE, 3, 2), [1, 2, 3])[2]).toBeCloseTo(0.5 + 1 / (4 * Math.sqrt(2 / 3)), 14)
    expect(evaluate(percentB(CLOSE, 3, 2, 1), [1, 2, 3])[2]).toBe(0.75)
  })

  it('is undefined before there are enough values and while one is missing', () => {
    const values = evaluate(percentB(CLOSE, 2, 2), [1, 2, NONE, 4, 5])
    expect(values.map(Number.isNaN)).toEqual([true, false, true, true, false])
  })

  it('is undefined while all values are equal', () => {
    expect(evaluate(percentB(CLOSE, 3, 2), [5, 5, 5, 5])).toEqual([NONE, NONE, NONE, NONE])
    expect(evaluate(percentB(CLOSE, 1, 2), [5, 6])).toEqual([NONE, NONE])
  })

  // Fault: the mean of equal decimals misses them by an ulp (three times 0.1), which leaves a deviation of dust and a %B
  // that is pure noise.
  it('is undefined while all values are equal, whatever decimal they are', () => {
    for (const [value, length] of [
      [0.1, 3],
      [1.1, 21],
      [1056.3, 20],
      [1.491, 21],
    ] as const)
      expect(evaluate(percentB(CLOSE, length, 2), new Array(length).fill(value)).at(-1)).toBeNaN()
  })

  it('keeps its digits after a spike', () => {
    const closes = [1e8, 100.1, 100.2, 100.4, 100.3]
    const [last] = evaluate(percentB(CLOSE, 4, 2), closes).slice(-1)
    expect(last).toBeCloseTo(exact(closes.slice(1), 2)?.toNumber() ?? NONE, 12)
  })

  it('refuses a length that is none', () => {
    expect(() => percentB(CLOSE, 0, 2)).toThrow(DataError)
    expect(() => percentB(CLOSE, 1, 2, 1)).toThrow(DataError)
  })

  it('keeps its digits far from zero', () => {
    expect(evaluate(percentB(CLOSE, 3, 2, 1), [1e9 + 1, 1e9 + 2, 1e9 + 3])[2]).toBe(0.75)
  })

  it('has a key that names input, length and width, and the divisor of a sample', () => {
    expect(percentB(CLOSE, 21, 2).key).toBe('percentB(close(GC),21,2)')
    expect(percentB(CLOSE, 21, 2, 1).key).toBe('percentB(close(GC),21,2,1)')
  })

  const price = fc.integer({ min: 9000, max: 11_000 }).map(cents => cents / 100)

  test.prop(
    [
      fc.array(price, { minLength: 2, maxLength: 40 }),
      fc.integer({ min: 2, max: 12 }),
      fc.constantFrom(1, 2, 2.5),
    ],
    { seed: 82 },
  )('is the exact %B but for the last digits', (closes, length, width) => {
    evaluate(percentB(CLOSE, length, width), closes).forEach((value, row) => {
      const window = closes.slice(Math.max(0, row + 1 - length), row + 1)
      const expected = window.length < length ? null : exact(window, width)
      if (window.length < length) expect(value).toBeNaN()
      // Equal values have their own test.
      else if (expected) expect(Math.abs(value - expected.toNumber())).toBeLessThan(1e-9)
    })
  })
})

interface Sample {
  readonly pctB: {
    readonly params: { readonly n: number; readonly k: number; readonly smaN: number }
    readonly sample: readonly {
      readonly i: number
      readonly close: number
      readonly pctB: number
      readonly sma10: number | null
    }[]
  }
}

withOracle<Sample>('option-rules', ({ pctB: { params, sample } }) => {
  const closes = Array.from(
    { length: 160 },
    (_, i) => Math.round(1e4 * (100 + 8 * Math.sin(i / 9) + 1.5 * Math.sin(i / 2.3) + 0.03 * i)) / 1e4,
  )
  const b = percentB(CLOSE, params.n, params.k)

  it.each(sample)('has %B and its mean at bar $i', ({ i, close, pctB, sma10 }) => {
    expect(closes[i]).toBe(close)
    expect(evaluate(b, closes)[i]).toBeCloseTo(pctB, 8)
    const smooth = evaluate(sma(b, params.smaN), closes)[i] ?? 0
    if (sma10 === null) expect(smooth).toBeNaN()
    else expect(smooth).toBeCloseTo(sma10, 8)
  })
})

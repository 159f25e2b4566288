/** Bollinger's %B. */

import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataError } from '../../../engine/model/errors.ts'
import { percentB, sma } from '../../../strategies/indicators/index.ts'
import { withOracle } from '../../fixtures/shared.ts'
import { CLOSE, evaluate } from './evaluate.ts'

const NONE = Number.NaN

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

  it('is the exact %B but for the last digits', () => {
    const price = fc.integer({ min: 9000, max: 11_000 }).map(cents => cents / 100)
    fc.assert(
      fc.property(
        fc.array(price, { minLength: 2, maxLength: 40 }),
        fc.integer({ min: 2, max: 12 }),
        fc.constantFrom(1, 2, 2.5),
        (closes, length, width) => {
          evaluate(percentB(CLOSE, length, width), closes).forEach((value, row) => {
            const window = closes.slice(Math.max(0, row + 1 - length), row + 1)
            const expected = window.length < length ? null : exact(window, width)
            if (window.length < length) expect(value).toBeNaN()
            // Equal values have their own test.
            else if (expected) expect(Math.abs(value - expected.toNumber())).toBeLessThan(1e-9)
          })
        },
      ),
      { seed: 82 },
    )
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

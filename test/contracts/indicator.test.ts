/** What every indicator must keep. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { DataError } from '../../engine/model/errors.ts'
import { isOfLibrary } from '../../engine/model/library.ts'
import { column, inputsOf, type Signal } from '../../engine/model/signal.ts'
import * as indicators from '../../strategies/indicators/index.ts'
import { CLOSE, evaluate } from '../strategies/indicators/evaluate.ts'

const { above, bandwidth, below, clamped, crossing, ema, emaAdjusted, highest, lag, logReturn } = indicators
const { lowerBand, lowerEnvelope, lowest, minus, newHigh, newLow, percentB, percentOfEnvelope } = indicators
const { plus, returnSd, sd, slope, sma, times, upperBand, upperEnvelope, wilder } = indicators

interface Promised {
  readonly of: (input: Signal, length: number) => Signal
  /** The least length that it accepts; null when it has none. */
  readonly least: number | null
  /** Rows without a value at the beginning. */
  readonly warmUp: (length: number) => number
  /** Rows without a value for one that is missing, */
  readonly gap: (length: number) => number
  /** from so many rows after it; 0 by default. */
  readonly delay?: (length: number) => number
  /** Its values are multiplied by factor^degree when the input is multiplied by the factor; null where no such law holds. */
  readonly degree: 0 | 1 | null
  /** The indicator of the closes with length 4, each with another of its parameters or inputs changed. */
  readonly others?: readonly Signal[]
}

/** Values of a window: it fills once, and a missing value leaves it after `length` rows. */
const windowed = {
  least: 1,
  warmUp: (length: number) => length - 1,
  gap: (length: number) => length,
  degree: 1,
} as const
/** Values of a window and one row before it. */
const oneMore = {
  warmUp: (length: number) => length,
  gap: (length: number) => length + 1,
  degree: 0,
} as const
const averaging = { ...windowed, gap: () => 1 }
const rowwise = { least: null, warmUp: () => 0, gap: () => 1, degree: 1 } as const

/** A second input that has a value wherever the first has. */
const beside = (input: Signal): Signal => ema(input, 2, 'first')
const FAST = beside(CLOSE)
const OPEN = column('GC', 'open')

const PROMISES: Readonly<Record<keyof typeof indicators, Promised>> = {
  above: { ...rowwise, of: input => above(input, beside(input)), degree: 0, others: [above(FAST, CLOSE)] },
  bandwidth: {
    ...windowed,
    of: (input, length) => bandwidth(input, length, 2),
    degree: 0,
    others: [bandwidth(CLOSE, 4, 3), bandwidth(CLOSE, 4, 2, 1)],
  },
  below: { ...rowwise, of: input => below(input, beside(input)), degree: 0, others: [below(CLOSE, 100)] },
  clamped: {
    ...rowwise,
    of: input => clamped(input, 95, 105),
    degree: null,
    others: [clamped(CLOSE, 95, 106), clamped(CLOSE, 94, 105)],
  },
  crossing: {
    least: null,
    of: input => crossing(input, beside(input)),
    warmUp: () => 1,
    gap: () => 2,
    degree: 0,
    others: [crossing(FAST, CLOSE)],
  },
  ema: { ...averaging, of: ema, others: [ema(CLOSE, 4, 'first')] },
  emaAdjusted: { ...averaging, of: emaAdjusted, warmUp: () => 0 },
  highest: { ...windowed, of: highest },
  lag: { least: 1, of: lag, warmUp: rows => rows, gap: () => 1, delay: rows => rows, degree: 1 },
  logReturn: { least: null, of: logReturn, warmUp: () => 1, gap: () => 2, degree: 0 },
  lowerBand: {
    ...windowed,
    of: (input, length) => lowerBand(input, length, 2),
    others: [lowerBand(CLOSE, 4, 3), lowerBand(CLOSE, 4, 2, 1)],
  },
  lowerEnvelope: {
    ...windowed,
    of: (input, length) => lowerEnvelope(input, length, 0.02),
    others: [lowerEnvelope(CLOSE, 4, 0.03)],
  },
  lowest: { ...windowed, of: lowest },
  minus: { ...rowwise, of: input => minus(input, beside(input)), others: [minus(FAST, CLOSE)] },
  newHigh: { ...oneMore, least: 1, of: newHigh },
  newLow: { ...oneMore, least: 1, of: newLow },
  percentB: {
    ...windowed,
    of: (input, length) => percentB(input, length, 2),
    // One value has no deviation, hence no place between bands.
    warmUp: length => (length === 1 ? Number.POSITIVE_INFINITY : length - 1),
    degree: 0,
    others: [percentB(CLOSE, 4, 3), percentB(CLOSE, 4, 2, 1)],
  },
  percentOfEnvelope: {
    ...windowed,
    of: (input, length) => percentOfEnvelope(input, length, 0.02),
    degree: 0,
    others: [percentOfEnvelope(CLOSE, 4, 0.03)],
  },
  plus: { ...rowwise, of: input => plus(input, beside(input)), others: [plus(CLOSE, sma(CLOSE, 2))] },
  returnSd: { ...oneMore, least: 1, of: returnSd, others: [returnSd(CLOSE, 4, 1)] },
  sd: { ...windowed, of: sd, others: [sd(CLOSE, 4, 1)] },
  slope: { ...windowed, least: 2, of: slope },
  sma: { ...windowed, of: sma },
  times: { ...rowwise, of: input => times(input, 3), others: [times(CLOSE, -3)] },
  upperBand: {
    ...windowed,
    of: (input, length) => upperBand(input, length, 2),
    others: [upperBand(CLOSE, 4, 3), upperBand(CLOSE, 4, 2, 1)],
  },
  upperEnvelope: {
    ...windowed,
    of: (input, length) => upperEnvelope(input, length, 0.02),
    others: [upperEnvelope(CLOSE, 4, 0.03)],
  },
  wilder: { ...averaging, of: wilder },
}

const closes = fc.array(
  fc.oneof(
    { weight: 18, arbitrary: fc.integer({ min: 900, max: 1100 }).map(tenths => tenths / 10) },
    { weight: 3, arbitrary: fc.constantFrom(0.1, 100, -37.63, 0, 1e8) },
    { weight: 2, arbitrary: fc.constant(Number.NaN) },
  ),
  { maxLength: 40 },
)
const cuts = fc.array(fc.nat({ max: 40 }))
const lengths = fc.integer({ min: 2, max: 9 })

/** A price that never stands still, so that whatever can have a value has one. */
const wave = (length: number): number[] => Array.from({ length }, (_, i) => 100 + 9 * Math.sin(i) + i / 10)

describe('the list of indicators', () => {
  it('is complete here', () => {
    expect(Object.keys(PROMISES).sort()).toEqual(Object.keys(indicators).sort())
  })
})

const KEPT = Object.entries(PROMISES)

describe.each(KEPT)('the indicator %s', (_, { of, least, warmUp, gap, delay, others }) => {
  const signal = of(CLOSE, 4)

  it.each([1, 2, 3, 7].filter(length => length >= (least ?? 1)))(
    'has no value while it warms up and while a value is missing, and one at every other row: length %d',
    length => {
      const missing = 20
      const from = missing + (delay?.(length) ?? 0)
      const values = evaluate(of(CLOSE, length), wave(50).with(missing, Number.NaN))
      const none = (row: number) => row < warmUp(length) || (row >= from && row < from + gap(length))
      expect(values.map(Number.isNaN)).toEqual(values.map((_value, row) => none(row)))
    },
  )

  it('warms up from the first value that is there', () => {
    const late = [Number.NaN, Number.NaN, ...wave(20)]
    expect(evaluate(signal, late).slice(2)).toEqual(evaluate(signal, wave(20)))
  })

  test.prop([closes, lengths, cuts])(
    'has the same bits however the bars are cut into blocks',
    (values, length, ends) => {
      const one = of(CLOSE, length)
      const whole = evaluate(one, values)
      expect(whole).toHaveLength(values.length)
      expect(evaluate(one, values, ends)).toEqual(whole)
      expect(evaluate(one, values, [...values.keys()])).toEqual(whole)
    },
  )

  test.prop([closes, lengths, fc.nat({ max: 40 })])(
    'has the same bits whatever follows',
    (values, length, end) => {
      const one = of(CLOSE, length)
      expect(evaluate(one, values.slice(0, end))).toEqual(evaluate(one, values).slice(0, end))
    },
  )

  test.prop([closes, closes])(
    'starts from nothing, whatever was computed with it before',
    (first, second) => {
      const used = of(CLOSE, 4)
      evaluate(used, first)
      expect(evaluate(used, second)).toEqual(evaluate(of(CLOSE, 4), second))
    },
  )

  test.prop([closes, lengths, fc.double()])(
    'is of the library: its kernels write every row, whatever stood there, and no input',
    (values, length, stood) => {
      const one = of(CLOSE, length)
      const seen = new Map<Signal, Float64Array>()
      const filled = (signal: Signal): Float64Array => {
        const known = seen.get(signal)
        if (known) return known
        expect(isOfLibrary(signal)).toBe(true)
        const out = Float64Array.from(values)
        if (signal.source.kind === 'derived') {
          const inputs = inputsOf(signal).map(filled)
          const before = inputs.map(input => input.slice())
          signal.source.kernel()(inputs, out.fill(stood))
          expect(inputs).toEqual(before)
        }
        seen.set(signal, out)
        return out
      }
      expect([...filled(one)]).toEqual(evaluate(one, values))
    },
  )

  it('has another key for other parameters and other inputs, and the same for the same', () => {
    const longer = least === null ? [] : [of(CLOSE, 5)]
    const all = [signal, of(OPEN, 4), of(sma(CLOSE, 2), 4), ...longer, ...(others ?? [])]
    expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
    expect(of(CLOSE, 4).key).toBe(signal.key)
  })

  it('has other values for other parameters', () => {
    const all = [signal, ...(others ?? [])].map(one => String(evaluate(one, wave(30))))
    expect(new Set(all).size).toBe(all.length)
  })
})

describe.each(KEPT.filter(([, { least }]) => least !== null))('the length of %s', (_, { of, least }) => {
  it.each([...new Set([0, -1, 2.5, Number.NaN, Number.POSITIVE_INFINITY, (least ?? 1) - 1])])(
    'is not %d',
    length => {
      expect(() => of(CLOSE, length)).toThrow(DataError)
    },
  )
})

describe.each(KEPT.filter(([, { degree }]) => degree !== null))('the scale of %s', (_, { of, degree }) => {
  // A power of two, so that not a bit is lost.
  test.prop([closes, lengths])('is that of its input, or none', (values, length) => {
    const one = of(CLOSE, length)
    const scaled = values.map(value => 4 * value)
    expect(evaluate(one, scaled)).toEqual(evaluate(one, values).map(value => (degree === 1 ? 4 : 1) * value))
  })
})

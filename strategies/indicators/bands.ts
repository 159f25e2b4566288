/** Bollinger's bands and envelopes: their edges, their width, and where the price stands between them. */

import type { Column } from '../../engine/model/column.ts'
import type { Signal } from '../../engine/model/signal.ts'
import { minus, plus, times } from './arithmetic.ts'
import { indicator, requireAboveZero, requireSample, rolling } from './indicator.ts'
import { deviations, meansAboveFirst, sd, sma } from './moments.ts'

/**
 * SMA + `width` standard deviations of the last `length` values (rule B1), in the units of the input. NaN during the
 * first `length - 1` and while a value is missing.
 * Throws a DataError when `length` is no whole number above `ddof` or `width` is not above zero.
 */
export const upperBand = (input: Signal, length: number, width: number, ddof: 0 | 1 = 0): Signal =>
  plus(sma(input, length), half(input, length, width, ddof))

/** SMA - `width` standard deviations; otherwise as the upper band. */
export const lowerBand = (input: Signal, length: number, width: number, ddof: 0 | 1 = 0): Signal =>
  minus(sma(input, length), half(input, length, width, ddof))

function half(input: Signal, length: number, width: number, ddof: 0 | 1): Signal {
  requireAboveZero('width', width)
  return times(sd(input, length, ddof), width)
}

/**
 * (U - L)/SMA with the bands of `upperBand` and `lowerBand`. NaN during the first `length - 1`, while a value is missing
 * and where the average is 0.
 * Throws a DataError when `length` is no whole number above `ddof` or `width` is not above zero.
 */
export function bandwidth(input: Signal, length: number, width: number, ddof: 0 | 1 = 0): Signal {
  requireAboveZero('width', width)
  return indicator({
    operation: 'bandwidth',
    parameters: [width],
    inputs: [sma(input, length), sd(input, length, ddof)],
    kernel:
      () =>
      ([means, deviations], out) => {
        if (means && deviations) shares(means, deviations, out, width)
      },
  })
}

function shares(means: Column, deviations: Column, out: Float64Array, width: number): void {
  for (let row = 0; row < out.length; row++) {
    const mean = means[row] as number
    out[row] = mean === 0 ? Number.NaN : (2 * width * (deviations[row] as number)) / mean
  }
}

/**
 * (C - L)/(U - L) with U, L = SMA +- `width` standard deviations of the last `length` values (rules B1, B2), of the
 * population unless `ddof` is 1. 0 at the lower band, 1 at the upper, not clamped. NaN during the first `length - 1`,
 * while a value is missing and when all values are equal.
 * Throws a DataError when `length` is no whole number above `ddof` or `width` is not above zero.
 */
export function percentB(input: Signal, length: number, width: number, ddof: 0 | 1 = 0): Signal {
  requireSample(length, ddof)
  requireAboveZero('width', width)
  return indicator({
    operation: 'percentB',
    parameters: ddof === 0 ? [length, width] : [length, width, ddof],
    inputs: [input],
    kernel: rolling(length, (values, window, first, out) => {
      positions(values, window, first, out, width, ddof)
    }),
  })
}

function positions(
  values: Column,
  length: number,
  first: number,
  out: Float64Array,
  width: number,
  ddof: number,
): void {
  const means = new Float64Array(values.length - first)
  meansAboveFirst(values, length, first, means)
  deviations(values, length, first, means, out, ddof)
  for (let end = Math.max(first, length - 1); end < values.length; end++) {
    const row = end - first
    const half = width * (out[row] as number)
    const distance = (values[end] as number) - (values[end - length + 1] as number) - (means[row] as number)
    out[row] = half === 0 ? Number.NaN : (distance + half) / (2 * half)
  }
}

/**
 * SMA x (1 + `share`), 0.02 for 2 %: the other reading of the deck's "Abweichung 2%" (ambiguity 4 of the rules). NaN
 * during the first `length - 1` and while a value is missing.
 * Throws a DataError when `length` is no whole number above zero or `share` is not above zero.
 */
export function upperEnvelope(input: Signal, length: number, share: number): Signal {
  requireAboveZero('share', share)
  return times(sma(input, length), 1 + share)
}

/** SMA x (1 - `share`); otherwise as the upper one. */
export function lowerEnvelope(input: Signal, length: number, share: number): Signal {
  requireAboveZero('share', share)
  return times(sma(input, length), 1 - share)
}

/**
 * (C - L)/(U - L) with U, L = SMA x (1 +- `share`), 0.02 for 2 % (ambiguity 4 of the rules): 0 at the lower edge, 1 at
 * the upper, not clamped. NaN during the first `length - 1`, while a value is missing and where the average is 0.
 * Throws a DataError when `length` is no whole number above zero or `share` is not above zero.
 */
export function percentOfEnvelope(input: Signal, length: number, share: number): Signal {
  requireAboveZero('share', share)
  return indicator({
    operation: 'percentOfEnvelope',
    parameters: [share],
    inputs: [input, sma(input, length)],
    kernel:
      () =>
      ([values, means], out) => {
        if (values && means) places(values, means, out, share)
      },
  })
}

function places(values: Column, means: Column, out: Float64Array, share: number): void {
  for (let row = 0; row < out.length; row++) {
    const mean = means[row] as number
    const half = share * mean
    out[row] = half === 0 ? Number.NaN : ((values[row] as number) - mean + half) / (2 * half)
  }
}

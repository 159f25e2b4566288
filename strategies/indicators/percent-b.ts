/** Bollinger's %B: where the price stands between its bands. */

import type { Column } from '../../engine/model/column.ts'
import type { Signal } from '../../engine/model/signal.ts'
import { indicator } from './indicator.ts'
import { deviations, meansAboveFirst } from './moments.ts'
import { requireAboveZero, requireSample } from './requirements.ts'
import { rolling } from './rolling.ts'

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

/** Envelope: a moving average moved up and down by a share of itself. */

import type { Column } from '../../engine/model/column.ts'
import type { Signal } from '../../engine/model/signal.ts'
import { times } from './arithmetic.ts'
import { indicator, requireAboveZero } from './indicator.ts'
import { sma } from './moments.ts'

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
        if (values && means) positions(values, means, out, share)
      },
  })
}

function positions(values: Column, means: Column, out: Float64Array, share: number): void {
  for (let row = 0; row < out.length; row++) {
    const mean = means[row] as number
    const half = share * mean
    out[row] = half === 0 ? Number.NaN : ((values[row] as number) - mean + half) / (2 * half)
  }
}

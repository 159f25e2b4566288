/** Distance of Bollinger's bands as a share of their middle. */

import type { Column } from '../../engine/model/column.ts'
import type { Signal } from '../../engine/model/signal.ts'
import { indicator } from './indicator.ts'
import { requireAboveZero } from './requirements.ts'
import { sd } from './sd.ts'
import { sma } from './sma.ts'

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

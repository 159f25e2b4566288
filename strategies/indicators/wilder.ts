/** Wilder's moving average. */

import type { Signal } from '../../engine/model/signal.ts'
import { exponential } from './exponential.ts'
import { indicator } from './indicator.ts'

/**
 * The exponential average with alpha = 1/length, which begins with the mean of the first `length` values in a row (TTR's
 * EMA with wilder=TRUE); NaN before. A missing value is treated as in `ema`.
 * Throws a DataError unless `length` is a whole number above zero.
 */
export const wilder = (input: Signal, length: number): Signal =>
  indicator({
    operation: 'wilder',
    parameters: [length],
    inputs: [input],
    kernel: exponential(length, {
      seedLength: length,
      decay: 1 - 1 / length,
      fresh: 1 / length,
      growing: false,
    }),
  })

/** Exponential moving average. */

import type { Signal } from '../../engine/model/signal.ts'
import { exponential } from './exponential.ts'
import { indicator } from './indicator.ts'

/**
 * Average that moves to each new value by alpha = 2/(length + 1) of the distance. It begins with the mean of the first
 * `length` values in a row (`seed` 'sma', as in TTR and TA-Lib: NaN before) or with the first value ('first', pandas'
 * ewm with adjust=False). Where a value is missing it is NaN; it goes on with the next one, which counts for more:
 * the past has aged by a row, and the two weights are brought to a sum of 1.
 * Throws a DataError unless `length` is a whole number above zero.
 */
export function ema(input: Signal, length: number, seed: 'sma' | 'first' = 'sma'): Signal {
  const alpha = 2 / (length + 1)
  return indicator({
    operation: 'ema',
    parameters: seed === 'sma' ? [length] : [length, seed],
    inputs: [input],
    kernel: exponential(length, {
      seedLength: seed === 'sma' ? length : 1,
      decay: 1 - alpha,
      fresh: alpha,
      growing: false,
    }),
  })
}

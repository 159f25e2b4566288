/** Bollinger's %B: where the price stands between its bands. */

import { derive, type Signal } from '../../engine/model/signal.ts'
import { deviationOf, meanOf, rolling } from './rolling.ts'

/**
 * (C - L)/(U - L) with U, L = SMA +- `width` population standard deviations of the last `length` values (rules B1, B2).
 * 0 at the lower band, 1 at the upper, not clamped. NaN while warming up and when all values are equal.
 */
export const percentB = (input: Signal, length: number, width: number): Signal =>
  derive({
    operation: 'percentB',
    parameters: [length, width],
    inputs: [input],
    kernel: rolling(length, (values, from, to) => {
      const mean = meanOf(values, from, to)
      const half = width * deviationOf(values, from, to, mean)
      return half === 0 ? Number.NaN : ((values[to - 1] as number) - mean + half) / (2 * half)
    }),
  })

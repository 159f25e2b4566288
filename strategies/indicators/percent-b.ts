/** Bollinger's %B: where the price stands between its bands. */

import { derive, type Signal } from '../../engine/model/signal.ts'
import { rolling } from './rolling.ts'

/**
 * (C - L)/(U - L) with U, L = SMA +- `width` population standard deviations of the last `length` values (rules B1, B2).
 * 0 at the lower band, 1 at the upper, not clamped. NaN while warming up and when all values are equal.
 */
export const percentB = (input: Signal, length: number, width: number): Signal =>
  derive({
    operation: 'percentB',
    parameters: [length, width],
    inputs: [input],
    kernel: rolling(length, (values, window, first, out) => positions(values, window, first, out, width)),
  })

/** Deviations in two passes over each window: differences of running sums lose their digits after a spike. */
function positions(
  values: Float64Array,
  length: number,
  first: number,
  out: Float64Array,
  width: number,
): void {
  for (let end = Math.max(first, length - 1); end < values.length; end++) {
    // Summed from the first value on, so that equal values have exactly their own mean.
    const base = values[end - length + 1] as number
    let sum = 0
    for (let i = end - length + 1; i <= end; i++) sum += (values[i] as number) - base
    const mean = base + sum / length
    let squares = 0
    for (let i = end - length + 1; i <= end; i++) {
      const distance = (values[i] as number) - mean
      squares += distance * distance
    }
    const half = width * Math.sqrt(squares / length)
    out[end - first] = half === 0 ? Number.NaN : ((values[end] as number) - mean + half) / (2 * half)
  }
}

/** Highest and lowest of the last values. */

import type { Signal } from '../../engine/model/signal.ts'
import { indicator } from './indicator.ts'
import { rolling, type Windows } from './rolling.ts'

/** Highest of the last `length` values; NaN during the first `length - 1` and while a value is missing. */
export const highest = (input: Signal, length: number): Signal =>
  indicator({
    operation: 'highest',
    parameters: [length],
    inputs: [input],
    kernel: rolling(length, extremes(1)),
  })

/** Lowest of the last `length` values; NaN during the first `length - 1` and while a value is missing. */
export const lowest = (input: Signal, length: number): Signal =>
  indicator({
    operation: 'lowest',
    parameters: [length],
    inputs: [input],
    kernel: rolling(length, extremes(-1)),
  })

/** A row once beaten by a later one can never be the extreme again: the rest wait in a queue, the best in front. */
const extremes =
  (sign: 1 | -1): Windows =>
  (values, length, first, out) => {
    const queue = new Int32Array(values.length)
    let head = 0
    let tail = 0
    let missing = -length
    for (let end = 0; end < values.length; end++) {
      const value = sign * (values[end] as number)
      if (Number.isNaN(value)) missing = end
      else {
        while (tail > head && sign * (values[queue[tail - 1] as number] as number) <= value) tail--
        queue[tail++] = end
      }
      if (head < tail && (queue[head] as number) <= end - length) head++
      if (end < first || end < length - 1) continue
      out[end - first] = end - missing < length ? Number.NaN : (values[queue[head] as number] as number)
    }
  }

/** Highest and lowest of the last values, and where a signal leaves their range. */

import type { Signal } from '../../engine/model/signal.ts'
import { above, below } from './crossing.ts'
import { indicator, rolling, type Windows } from './indicator.ts'
import { lag } from './lag.ts'

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

/**
 * 1 where the value is above every one of the `length` values before it, else 0. An event: it speaks at new highs.
 * NaN during the first `length` rows, and while one of the `length + 1` values is missing.
 * Throws a DataError unless `length` is a whole number above zero.
 */
export const newHigh = (input: Signal, length: number): Signal => above(input, lag(highest(input, length), 1))

/** 1 where the value is below every one of the `length` values before it; otherwise as `newHigh`. */
export const newLow = (input: Signal, length: number): Signal => below(input, lag(lowest(input, length), 1))

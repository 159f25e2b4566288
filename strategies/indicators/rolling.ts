/** A kernel over the last `length` values, kept together across blocks. */

import { DataError } from '../../engine/model/errors.ts'
import type { Kernel } from '../../engine/model/signal.ts'

/** Computes one value from values[from..to) (exactly `length` of them); NaN = undefined. */
export type WindowFunction = (values: Float64Array, from: number, to: number) => number

/** NaN until `length` values have been seen. Throws a DataError unless `length` is a whole number above zero. */
export function rolling(length: number, compute: WindowFunction): () => Kernel {
  if (!Number.isInteger(length) || length <= 0) {
    throw new DataError('must be a whole number above zero', { field: 'length', value: length })
  }
  return () => {
    let carried = new Float64Array(0)
    return ([input], out) => {
      if (!input) return
      const values = new Float64Array(carried.length + input.length)
      values.set(carried)
      values.set(input, carried.length)
      for (let row = 0; row < out.length; row++) {
        const to = carried.length + row + 1
        out[row] = to < length ? Number.NaN : compute(values, to - length, to)
      }
      carried = values.slice(Math.max(0, values.length - length + 1))
    }
  }
}

/** Mean of values[from..to). */
export function meanOf(values: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += values[i] as number
  return sum / (to - from)
}

/** Population standard deviation of values[from..to), in two passes: rolling sums lose their digits after a spike. */
export function deviationOf(values: Float64Array, from: number, to: number, mean: number): number {
  let sum = 0
  for (let i = from; i < to; i++) {
    const distance = (values[i] as number) - mean
    sum += distance * distance
  }
  return Math.sqrt(sum / (to - from))
}

/** A kernel over the last `length` values, kept together across blocks. */

import type { Kernel } from '../../engine/model/signal.ts'
import { requireWhole } from './requirements.ts'

/**
 * Fills a block: out[row] from values[row + first - length + 1 .. row + first], for every row whose window is whole.
 * One loop an indicator, so that the compiler sees one hot function for each.
 */
export type Windows = (values: Float64Array, length: number, first: number, out: Float64Array) => void

/** NaN until `length` values have been seen. Throws a DataError unless `length` is a whole number above zero. */
export function rolling(length: number, windows: Windows): () => Kernel {
  requireWhole('length', length)
  return () => {
    let carried = new Float64Array(0)
    let room = carried
    return ([input], out) => {
      if (!input) return
      const rows = carried.length + input.length
      if (room.length < rows) room = new Float64Array(rows)
      const values = room.subarray(0, rows)
      values.set(carried)
      values.set(input, carried.length)
      out.fill(Number.NaN, 0, Math.max(0, length - 1 - carried.length))
      windows(values, length, carried.length, out)
      carried = values.slice(Math.max(0, values.length - length + 1))
    }
  }
}

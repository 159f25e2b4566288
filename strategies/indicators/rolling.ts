/** A kernel over the last `length` values, kept together across blocks. */

import type { Column } from '../../engine/model/column.ts'
import type { Kernel } from '../../engine/model/signal.ts'
import { requireWhole } from './indicator.ts'

/**
 * Fills out[row] from values[row + first - length + 1 .. row + first], for every row whose window is whole.
 * One loop an indicator, so that the compiler sees one hot function for each.
 */
export type Windows = (values: Column, length: number, first: number, out: Float64Array) => void

/** NaN until `length` values have been seen. Throws a DataError unless `length` is a whole number above zero. */
export function rolling(length: number, windows: Windows): () => Kernel {
  requireWhole('length', length)
  const before = length - 1
  return () => {
    let carried: Column = new Float64Array(0)
    return ([input], out) => {
      if (!input) return
      out.fill(Number.NaN, 0, Math.max(0, before - carried.length))
      // Windows that begin in the blocks before need the rows put together, and only they.
      const seam = joined(carried, input.subarray(0, before))
      windows(seam, length, carried.length, out)
      if (input.length > before) windows(input, length, 0, out)
      const latest = input.length < before ? seam : input
      carried = latest.slice(Math.max(0, latest.length - before))
    }
  }
}

function joined(first: Column, second: Column): Column {
  const both = new Float64Array(first.length + second.length)
  for (let row = 0; row < first.length; row++) both[row] = first[row] as number
  for (let row = 0; row < second.length; row++) both[first.length + row] = second[row] as number
  return both
}

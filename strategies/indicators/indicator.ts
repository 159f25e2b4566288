/**
 * How the signals of the library are made: marked as kept to by the contract test, over the last values, of numbers that are sound.
 */

import type { Column } from '../../engine/model/column.ts'
import { DataError } from '../../engine/model/errors.ts'
import { ofLibrary } from '../../engine/model/library.ts'
import { derive, type Kernel, type Signal } from '../../engine/model/signal.ts'

/** As `derive`. `parameters` name all that the kernel depends on; it writes every row of `out`, and no input. */
export const indicator = (options: Parameters<typeof derive>[0]): Signal => ofLibrary(derive(options))

/** Throws a DataError unless the number is whole, at least `least`. */
export function requireWhole(field: string, value: number, least = 1): void {
  if (Number.isInteger(value) && value >= least) return
  const bound = least === 1 ? 'above zero' : `of at least ${least}, fewer values have no such figure`
  throw new DataError(`must be a whole number ${bound}`, { field, value })
}

/** Throws a DataError unless a deviation over `length` values exists: a sample's (`ddof` 1) needs two of them. */
export function requireSample(length: number, ddof: number): void {
  if (ddof !== 0 && ddof !== 1) {
    throw new DataError('must be 0 (population) or 1 (sample)', { field: 'ddof', value: ddof })
  }
  requireWhole('length', length, ddof + 1)
}

/** Throws a DataError unless the number is finite. */
export function requireFinite(field: string, value: number): void {
  if (!Number.isFinite(value)) throw new DataError('must be a finite number', { field, value })
}

/** Throws a DataError unless the number is finite and above zero. */
export function requireAboveZero(field: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0)) throw new DataError('must be above zero', { field, value })
}

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

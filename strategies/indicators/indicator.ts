/**
 * Makes the signals of the library: what `derive` makes, marked as kept to by the contract test, and what is required of its numbers.
 */

import { DataError } from '../../engine/model/errors.ts'
import { ofLibrary } from '../../engine/model/library.ts'
import { derive, type Signal } from '../../engine/model/signal.ts'

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

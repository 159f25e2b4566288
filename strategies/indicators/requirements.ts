/** What an indicator requires of the numbers that it is asked for with. */

import { DataError } from '../../engine/model/errors.ts'

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

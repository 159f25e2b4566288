/** Refuses inputs of a formula that must be finite and above zero. */

import { DataError } from '../model/errors.ts'

/** Throws a DataError that names the first of the named numbers that is not finite or not above 0. */
export function requirePositive(inputs: Readonly<Record<string, number>>): void {
  for (const [field, value] of Object.entries(inputs)) {
    if (!(Number.isFinite(value) && value > 0))
      throw new DataError('this must be a finite number above 0', { field, value })
  }
}

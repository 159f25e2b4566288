/** Gives an error of the market the field that the user wrote. */

import { DataError } from '../../engine/model/errors.ts'

/** What `ask` gives; a DataError that it throws is thrown again with `field` as its field. */
export function naming<T>(field: string, ask: () => T): T {
  try {
    return ask()
  } catch (error) {
    if (error instanceof DataError) throw new DataError(error.reason, { ...error.place, field })
    throw error
  }
}

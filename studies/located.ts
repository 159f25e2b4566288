/** Adds file and line to errors that name a field of an experiment. */

import { CeilingError, DataError } from '../engine/index.ts'
import type { PlaceOf } from './validate.ts'

/** Where the fields that the engine names stand in the experiment. */
const PATHS: Readonly<Record<string, readonly string[]>> = { product: ['strategy', 'with', 'product'] }

/** Throws what `work` throws; a DataError of the engine that names no file stands where its field does. */
export async function located<T>(placeOf: PlaceOf, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof DataError) || error.place.file !== undefined) throw error
    const field = error.place.field ?? ''
    if (error instanceof CeilingError) throw error.at(placeOf(field.split('.')))
    const place = { ...error.place, ...placeOf(PATHS[field] ?? field.split('.')) }
    throw new DataError(error.reason, place, { cause: error })
  }
}

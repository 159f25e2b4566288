/** Keys that a user may write. */

import { DataError, type Place } from '../../engine/model/errors.ts'

/** The first three belong to every object of JavaScript, and could change all of them; the last merges in some YAML. */
const RESERVED = ['__proto__', 'constructor', 'prototype', '<<']

/** Throws a DataError for a name that cannot be a key. */
export function requireKey(key: string, place: Place): void {
  if (RESERVED.includes(key)) throw new DataError(`${key} cannot be a key; choose another name`, place)
}

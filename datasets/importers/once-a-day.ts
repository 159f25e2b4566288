/** Keeps a file to one row a day. */

import type { Day } from '../../engine/model/time.ts'
import type { Fields } from './fields.ts'

/**
 * A test of rows that are good otherwise: true for the first of its day; a later one is rejected under `column` and
 * told the line of the first.
 */
export function onceADay(column: string): (fields: Fields, day: Day) => boolean {
  const lines = new Map<Day, number>()
  return (fields, day) => {
    const first = lines.get(day)
    if (first === undefined) {
      lines.set(day, fields.line)
      return true
    }
    fields.reject(column, fields.text(column), `is also on line ${first}`)
    return false
  }
}

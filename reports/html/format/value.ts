/** A value of unknown kind (a parameter, a piece of evidence) as text. */

import { NONE, plain } from './number.ts'
import { typeset } from './prose.ts'

/** Objects as `key value` pairs, lists by commas, nothing as a dash. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return NONE
  if (typeof value === 'number') return plain(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return typeset(value)
  if (Array.isArray(value)) return value.length === 0 ? NONE : value.map(valueText).join(', ')
  const pairs = Object.entries(value)
  return pairs.length === 0 ? NONE : pairs.map(([key, part]) => `${key} ${valueText(part)}`).join(', ')
}

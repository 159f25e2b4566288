/** An option as a strategy handed it over. */

import { type OptionInstrument, optionOf } from '../../model/instrument.ts'
import { type Fields, faultOf, finite, oneOf, requireOnly, text, whole } from '../../model/read-fields.ts'

const FIELDS = new Set(['kind', 'id', 'product', 'expiry', 'right', 'strike'])
const RIGHTS = ['call', 'put'] as const
/** The last day that a date can be written of. */
const LAST_DAY = 100_000_000

export function readOption(fields: Fields): OptionInstrument {
  requireOnly(fields, FIELDS, 'an instrument (option)')
  const expiry = whole(fields, 'expiry')
  if (Math.abs(expiry) > LAST_DAY)
    throw faultOf(fields, 'expiry', 'must be a day number, as parseDay gives it')
  return optionOf(text(fields, 'product'), expiry, oneOf(fields, 'right', RIGHTS), finite(fields, 'strike'))
}

/** The instrument of a leg: a frozen copy, so that nothing a strategy does later changes an order or the market. */

import { invariant } from '../../model/errors.ts'
import type { Instrument } from '../../model/instrument.ts'
import type { KindFacts, Kinds } from '../../model/kind.ts'
import { faultOf, fieldsOf, oneOf } from '../../model/read-fields.ts'

/** What an instrument is held against besides itself. */
export interface InstrumentFacts extends KindFacts {
  readonly kinds: Kinds
}

/** Throws an IntentFault where the value is no instrument, or its id is not the one that belongs to its other fields. */
export function readInstrument(value: unknown, at: string, facts: InstrumentFacts): Instrument {
  const fields = fieldsOf(value, at)
  const kind = facts.kinds[oneOf(fields, 'kind', Object.keys(facts.kinds))]
  invariant(kind !== undefined, 'it is one of the kinds')
  const read = kind.read(fields, facts)
  if (fields.values.id !== read.id)
    throw faultOf(fields, 'id', `must be ${read.id}, as its other fields have it`)
  return Object.freeze(read)
}

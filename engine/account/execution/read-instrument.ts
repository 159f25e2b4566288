/** The instrument of a leg: a frozen copy, so that nothing a strategy does later changes an order or the market. */

import {
  type BondInstrument,
  type BondIssue,
  bondOf,
  type FutureInstrument,
  futureOf,
  type Instrument,
  type OptionInstrument,
  optionOf,
} from '../../model/instrument.ts'
import { type Fields, faultOf, fieldsOf, finite, oneOf, requireOnly, text, whole } from './read-fields.ts'

/** The issue that the market lists under an instrument's id; null where it lists none. */
export type IssueOf = (id: string) => BondIssue | null

const KINDS = ['option', 'future', 'bond'] as const
const RIGHTS = ['call', 'put'] as const
const FIELDS = {
  option: new Set(['kind', 'id', 'product', 'expiry', 'right', 'strike']),
  future: new Set(['kind', 'id', 'product', 'month']),
  bond: new Set(['kind', 'id', 'product', 'issue']),
}
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/
/** The last day that a date can be written of. */
const LAST_DAY = 100_000_000

/** Throws an IntentFault where the value is no instrument, or its id is not the one that belongs to its other fields. */
export function readInstrument(value: unknown, at: string, issueOf: IssueOf): Instrument {
  const fields = fieldsOf(value, at)
  const kind = oneOf(fields, 'kind', KINDS)
  requireOnly(fields, FIELDS[kind], `an instrument (${kind})`)
  const read =
    kind === 'option'
      ? readOption(fields)
      : kind === 'future'
        ? readFuture(fields)
        : readBond(fields, issueOf)
  if (fields.values.id !== read.id)
    throw faultOf(fields, 'id', `must be ${read.id}, as its other fields have it`)
  return Object.freeze(read)
}

function readOption(fields: Fields): OptionInstrument {
  const expiry = whole(fields, 'expiry')
  if (Math.abs(expiry) > LAST_DAY)
    throw faultOf(fields, 'expiry', 'must be a day number, as parseDay gives it')
  return optionOf(text(fields, 'product'), expiry, oneOf(fields, 'right', RIGHTS), finite(fields, 'strike'))
}

function readFuture(fields: Fields): FutureInstrument {
  const month = text(fields, 'month')
  if (!MONTH.test(month)) throw faultOf(fields, 'month', 'must be a month, as in 2009-12')
  return futureOf(text(fields, 'product'), month)
}

/** The market's own issue takes the place of the strategy's, which must be the same in every term. */
function readBond(fields: Fields, issueOf: IssueOf): BondInstrument {
  const id = text(fields, 'id')
  const listed = issueOf(id)
  if (!listed) throw faultOf(fields, 'id', 'is no bond that the market lists')
  const read = bondOf(listed)
  if (fields.values.product !== read.product) throw faultOf(fields, 'product', `must be ${read.product}`)
  const { issue } = fields.values
  if (issue !== listed) requireSame(fieldsOf(issue, `${fields.at}.issue`), listed)
  return read
}

function requireSame(issue: Fields, listed: BondIssue): void {
  const terms = new Map<string, unknown>(Object.entries(listed))
  requireOnly(issue, new Set(terms.keys()), 'a bond issue')
  for (const [key, term] of terms) {
    if (issue.values[key] !== term)
      throw faultOf(issue, key, `must be ${String(term)}, as the market lists it`)
  }
}

/** A bond as a strategy handed it over. */

import { type BondInstrument, type BondIssue, bondOf, productIdOf } from '../../model/instrument.ts'
import type { KindFacts } from '../../model/kind.ts'
import { type Fields, faultOf, fieldsOf, requireOnly, text } from '../../model/read-fields.ts'

const FIELDS = new Set(['kind', 'id', 'product', 'issue'])

/** The market's own issue takes the place of the strategy's, which must be the same in every term. */
export function readBond(fields: Fields, facts: Pick<KindFacts, 'findProduct'>): BondInstrument {
  requireOnly(fields, FIELDS, 'an instrument (bond)')
  const id = text(fields, 'id')
  const product = facts.findProduct(productIdOf(id))
  const listed = product?.kind === 'bond' ? product.issues.find(issue => issue.id === id) : undefined
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

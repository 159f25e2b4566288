/** What a series turns into, where the rows do not say it. */

import { expiries } from '../../engine/calendar/expiries.ts'
import { futureOf, inForce, type OptionProduct } from '../../engine/model/instrument.ts'
import { civilOf, type Day, monthOf } from '../../engine/model/time.ts'

/** A listed expiry may lie so many days from the one that the product's rule computes. */
const RULE_TOLERANCE_DAYS = 4

/**
 * The index that a series settles on, or the contract that it delivers: by the product's expiry rule, else the first
 * delivery month not before the month of the expiry.
 */
export function underlyingOfSeries(product: OptionProduct, expiry: Day): string {
  const { settlement } = product
  if (settlement.kind === 'cash') return settlement.index
  const { rule } = inForce(product.expiry, expiry, `expiry rule of ${product.id}`)
  const near =
    rule === 'listed' ? [] : expiries(product, expiry - RULE_TOLERANCE_DAYS, expiry + RULE_TOLERANCE_DAYS)
  const { year, month } = civilOf(expiry)
  const delivery = settlement.cycle.find(each => each >= month)
  const first = settlement.cycle[0] ?? month
  return (
    near[0]?.underlying ??
    futureOf(settlement.future, delivery === undefined ? monthOf(year + 1, first) : monthOf(year, delivery))
      .id
  )
}

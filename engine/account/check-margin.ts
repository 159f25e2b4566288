/** Asks the margin model beforehand for what an account may come to hold, so that a run does not end over a missing rate. */

import type { Instrument } from '../model/instrument.ts'
import type { MarginPosition } from '../model/margin-model.ts'
import type { Day } from '../model/time.ts'
import type { Account } from './account.ts'
import type { Lookup } from './lookup.ts'

/**
 * Tries every structure that an account may be short of in the products that it trades: its rate may begin later than the
 * run where nothing can come of it at once. What is asked of a run is asked of every longer one too. Throws the model's
 * own DataError.
 */
export function checkMargin(
  account: Account,
  facts: Lookup,
  products: Iterable<string>,
  days: { readonly from: Day; readonly to: Day },
): void {
  const { margin } = account.rules
  for (const id of products) {
    const ventures = facts.kindOfProduct(id)?.ventures(facts, facts.product(id), days) ?? []
    for (const { day, instruments } of ventures)
      margin.requirement(
        instruments.map(instrument => short(facts, instrument, day)),
        day,
      )
  }
}

/** One contract short, at prices that are only there to be numbers. */
function short(facts: Lookup, instrument: Instrument, day: Day): MarginPosition {
  const product = facts.product(instrument.product)
  const kind = facts.kindOf(instrument)
  const { multiplier, paidUpFront } = kind.terms(product, day)
  return {
    instrument,
    product,
    ...kind.marginTerms(facts, instrument),
    quantity: -1,
    multiplier,
    price: 1,
    paidUpFront,
    underlyingPrice: 1,
    daysToExpiry: 30,
    sigmaDaily: 0.01,
  }
}

/** Asks the margin model beforehand for what an account may come to hold, so that a run does not end over a missing rate. */

import { futureOf, type Instrument, inForce, optionOf, termsOf } from '../model/instrument.ts'
import type { MarginPosition } from '../model/margin-model.ts'
import type { Day } from '../model/time.ts'
import type { Account } from './account.ts'
import type { Lookup } from './lookup.ts'

/**
 * Tries every structure that an account may open in an option product on the run's first day, and the future that an
 * assignment delivers on the last session of the first series that ends within the run: its rate may begin later, since
 * nothing is assigned at once. What is asked of a run is asked of every longer one too. Throws the model's own DataError.
 */
export function checkMargin(
  account: Account,
  facts: Lookup,
  products: readonly string[],
  days: { readonly from: Day; readonly to: Day },
): void {
  const { margin } = account.rules
  for (const id of products) {
    const product = facts.optionProduct(id)
    const paidUpFront = inForce(product.premium, days.from, `premium style of ${product.id}`) === 'upFront'
    const call = short(facts, optionOf(id, days.from + 30, 'call', 1), paidUpFront, days.from)
    const put = short(facts, optionOf(id, days.from + 30, 'put', 1), paidUpFront, days.from)
    for (const held of [[call], [put], [call, put]]) margin.requirement(held, days.from)
    if (product.settlement.kind !== 'future') continue
    const delivered = firstEnd(facts, id, days)
    if (delivered === null) continue
    const future = futureOf(product.settlement.future, ANY_MONTH)
    margin.requirement([short(facts, future, false, delivered)], delivered)
  }
}

/** The last session of the first series that ends within the days; null where none does. */
function firstEnd(facts: Lookup, product: string, { from, to }: { from: Day; to: Day }): Day | null {
  const ends = facts.seriesBeforehand(product).map(({ lastSession }) => lastSession.day)
  const first = ends.find(day => day >= from)
  return first !== undefined && first <= to ? first : null
}

/** Tries a short of every future that an account reads to trade, on the run's first day: its margin may rise later. */
export function checkFutures(account: Account, facts: Lookup, from: Day): void {
  for (const id of account.bus.subscriptions.read) {
    if (facts.product(id).kind !== 'future') continue
    account.rules.margin.requirement([short(facts, futureOf(id, ANY_MONTH), false, from)], from)
  }
}

/** Rates are by product: which of its contracts is asked for makes no difference. */
const ANY_MONTH = '2000-01'

/** One contract short, at prices that are only there to be numbers. */
function short(facts: Lookup, instrument: Instrument, paidUpFront: boolean, day: Day): MarginPosition {
  const product = facts.product(instrument.product)
  const { multiplier } = termsOf(product, day)
  return {
    instrument,
    product,
    quantity: -1,
    multiplier,
    price: 1,
    paidUpFront,
    underlyingPrice: 1,
    daysToExpiry: 30,
    sigmaDaily: 0.01,
  }
}

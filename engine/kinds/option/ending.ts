/** How an option ends: what it is worth against the underlying's price, and whether that is paid or delivered. */

import { endsInTheMorning } from '../../calendar/expiries.ts'
import { DataError } from '../../model/errors.ts'
import { futureOf, type OptionInstrument } from '../../model/instrument.ts'
import type { Ending, KindFacts, KindRules } from '../../model/kind.ts'
import { priceOf, type Slice } from '../../model/slice.ts'
import { formatDay } from '../../model/time.ts'

/** Value at exercise in points, never negative. */
export const intrinsicOf = ({ right, strike }: OptionInstrument, price: number): number =>
  Math.max(0, right === 'call' ? price - strike : strike - price)

/** What becomes of it at its expiry. Exactly at the money the product's rule decides. Throws a DataError without a settlement. */
export function endingOf(facts: KindFacts, slice: Slice, option: OptionInstrument, rules: KindRules): Ending {
  const { price, ...from } = settlementOf(facts, slice, option, rules)
  const depth = option.right === 'call' ? price - option.strike : option.strike - price
  const { exercisedAtTheMoney } = facts.optionProduct(option.product)
  const isExercised = depth > 0 || (depth === 0 && exercisedAtTheMoney[option.right])
  const { lastSession, expiry } = facts.listed(option.product, option.expiry)
  const end = { settlement: price, ...from, early: lastSession.day < expiry }
  return isExercised
    ? { ...exerciseOf(facts, slice, option, price), ...end }
    : { outcome: 'worthless', worth: 0, delivers: null, ...end }
}

/**
 * What exercise at a price of the underlying brings. A future that stops trading with its option, as quarterly index
 * options have it, is worth the difference in cash.
 */
export function exerciseOf(
  facts: KindFacts,
  slice: Slice,
  option: OptionInstrument,
  price: number,
): Pick<Ending, 'outcome' | 'worth' | 'delivers'> {
  const { settlement } = facts.optionProduct(option.product)
  const { underlying } = facts.listed(option.product, option.expiry)
  const worth = intrinsicOf(option, price)
  const last = facts.lastSessionOf(underlying)
  if (settlement.kind === 'cash' || (last !== null && last.close <= slice.time))
    return { outcome: 'cash', worth, delivers: null }
  const [product = '', month = ''] = underlying.split(' ')
  return {
    outcome: 'assigned',
    worth,
    delivers: {
      instrument: futureOf(product, month),
      ratio: option.right === 'call' ? 1 : -1,
      price: option.strike,
    },
  }
}

/**
 * The exchange's final price; else the underlying's own session, which is the rule for a delivered future, and for cash on
 * an index's close or open. A series that ends in the morning settles on the open, and knows nothing later of that day.
 */
function settlementOf(
  facts: KindFacts,
  slice: Slice,
  { id, product, expiry }: OptionInstrument,
  { missingSettlement }: KindRules,
): Pick<Ending, 'source' | 'pricedAt'> & { readonly price: number } {
  const series = facts.listed(product, expiry)
  const { settlement: stated, underlying, lastSession } = series
  if (stated !== null) return { price: stated, source: 'final' }
  const option = facts.optionProduct(product)
  const { settlement } = option
  const byRule = settlement.kind === 'future' || settlement.final !== undefined
  const atOpen =
    settlement.kind === 'cash' && (settlement.final === 'open' || endsInTheMorning(option, series))
  const bar = slice.bar(underlying)
  const isToday = bar?.time === slice.time
  const today = isToday ? (atOpen ? bar.open : priceOf(bar)) : Number.NaN
  if (Number.isFinite(today) && (byRule || missingSettlement === 'underlying'))
    return { price: today, source: byRule ? 'underlying' : 'underlyingInstead', pricedAt: slice.time }
  const earlier = isToday ? slice.barBefore(underlying) : bar
  if (earlier && missingSettlement === 'underlying')
    return { price: priceOf(earlier), source: 'underlyingEarlier', pricedAt: earlier.time }
  throw new DataError(
    `there is no settlement for ${id} on ${formatDay(lastSession.day)}; import the missing session, or set missingSettlement: underlying to take the price of ${underlying}`,
    { field: 'settlement', value: id },
  )
}

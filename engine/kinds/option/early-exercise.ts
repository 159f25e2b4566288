/** Exercise before expiry: what a model says that the holders of an American option do at the end of a session. */

import { exerciseStyleOf } from '../../calendar/exercise-style.ts'
import type { AssignmentModel } from '../../model/assignment-model.ts'
import { type OptionInstrument, optionOf } from '../../model/instrument.ts'
import type { EarlyExercise, KindFacts, ShortPosition } from '../../model/kind.ts'
import { latestPrice, type Slice, standingPrice } from '../../model/slice.ts'
import { impliedVol } from '../../pricing/options/implied-vol.ts'
import { exerciseOf } from './ending.ts'

/** Nothing without a price of the underlying of this session, on the last session, and of a European option. */
export function exercisedEarly(
  facts: KindFacts,
  slice: Slice,
  option: OptionInstrument,
  { contracts: held, price: optionPrice }: ShortPosition,
  model: AssignmentModel,
): EarlyExercise | null {
  const product = facts.optionProduct(option.product)
  const { underlying, lastSession } = facts.listed(option.product, option.expiry)
  const { day } = facts.session(option.product, slice.time)
  const bar = slice.bar(underlying)
  const current = bar !== null && facts.session(option.product, bar.time).day === day
  const price = current ? latestPrice(slice, underlying) : null
  const style = exerciseStyleOf(product, lastSession.day)
  if (style !== 'american' || price === null || lastSession.close <= slice.time) return null
  const years = (lastSession.day - day) / 365
  const asked = model.assigned({
    instrument: option,
    quantity: held,
    day,
    yearsToExpiry: years,
    underlyingPrice: price,
    optionPrice,
    settlement: product.settlement.kind,
    sigma: volatilityOf(slice, option, price, years),
  })
  const contracts = Math.min(asked, held)
  if (!(contracts > 0)) return null
  const exercise = exerciseOf(facts, slice, option, price)
  return { contracts, ending: { ...exercise, settlement: price, source: 'underlying', early: false } }
}

/** The option of the other side at the same strike tells it: the one in the money hides it in its intrinsic value. */
function volatilityOf(slice: Slice, option: OptionInstrument, forward: number, years: number): number | null {
  const { product, expiry, strike } = option
  const right = option.right === 'call' ? 'put' : 'call'
  const quote = slice.quote(optionOf(product, expiry, right, strike))
  const price = quote && standingPrice(quote.settlement, quote.bid, quote.ask, quote.close)
  if (price === null || years <= 0 || forward <= 0 || strike <= 0) return null
  return impliedVol({ model: 'black76', right, forward, strike, years, price }).sigma
}

/** Options: quoted in chains, worth something of an underlying, and over at their expiry. */

import { DataError } from '../../model/errors.ts'
import { deliverableOf, futureOf, inForce, type OptionInstrument, optionOf } from '../../model/instrument.ts'
import type { Kind } from '../../model/kind.ts'
import { latestPrice, priceOf, type Slice, standingPrice } from '../../model/slice.ts'
import { formatDay } from '../../model/time.ts'
import { exercisedEarly } from './early-exercise.ts'
import { endingOf } from './ending.ts'
import { readOption } from './read.ts'

export const option: Kind<OptionInstrument> = {
  quotedIn: 'chains',
  priceLeast: 0,
  hasPremium: true,
  hasCommission: true,
  isFinanced: false,
  mayBeShort: true,
  read: readOption,
  terms(product, day) {
    if (product.kind !== 'option') throw new DataError('is no option product', { value: product.id })
    const { id, currency } = product
    return {
      currency,
      ticks: inForce(product.ticks, day, `tick of ${id}`),
      multiplier: inForce(product.multiplier, day, `multiplier of ${id}`),
      paidUpFront: inForce(product.premium, day, `premium style of ${id}`) === 'upFront',
    }
  },
  begins: (slice, { product }) => slice.chainBegins(product),
  row: (slice, instrument) => slice.quote(instrument),
  mark(slice, instrument) {
    const quote = slice.quote(instrument)
    const price = quote && standingPrice(quote.settlement, quote.bid, quote.ask, quote.close)
    return price === null ? null : { price, time: slice.time }
  },
  accrued: () => 0,
  marginTerms: (facts, option) => ({
    option,
    deliverable: deliverableOf(facts.optionProduct(option.product)),
  }),
  exposure(facts, slice, { product, expiry, strike }, _, atOpen) {
    const { underlying, lastSession } = facts.listed(product, expiry)
    return {
      underlying,
      underlyingPrice: (atOpen ? priceAtOpen : latestPrice)(slice, underlying) ?? strike,
      daysToExpiry: Math.max(0, lastSession.day - facts.session(product, slice.time).day),
    }
  },
  // An assignment comes at the end of a series, when the rate of what it delivers may be another.
  ventures(facts, { id }, { from, to }) {
    const [call, put] = [optionOf(id, from + 30, 'call', 1), optionOf(id, from + 30, 'put', 1)]
    const future = deliverableOf(facts.optionProduct(id))
    const ends = facts.seriesBeforehand(id).map(({ lastSession }) => lastSession.day)
    const assigned = ends.find(day => day >= from)
    const sold = [[call], [put], [call, put]].map(instruments => ({ day: from, instruments }))
    return future === null || assigned === undefined || assigned > to
      ? sold
      : [...sold, { day: assigned, instruments: [futureOf(future, ANY_MONTH)] }]
  },
  lastSession: (facts, { product, expiry }) => facts.listed(product, expiry).lastSession,
  whyUntradable(facts, slice, instrument) {
    const { id, product, expiry } = instrument
    const last = facts.series(product, expiry)?.lastSession
    if (!last) return `${id} is not listed`
    if (last.close <= slice.time) return `${id} stopped trading on ${formatDay(last.day)}`
    return slice.quote(instrument) ? null : `${id} is not quoted now`
  },
  whyUnpayable: () => null,
  payment: () => null,
  due(facts, slice, instrument, rules) {
    const { product, expiry } = instrument
    const ends = slice.expiring.find(series => series.product === product && series.expiry === expiry)
    return ends ? [{ kind: 'expiry', ending: endingOf(facts, slice, instrument, rules) }] : []
  },
  exercisedEarly,
  delivery: () => null,
}

/** Rates of futures are by product: which of its contracts is asked for makes no difference. */
const ANY_MONTH = '2000-01'

/** The open of this instant's bar; else what was known before it. */
function priceAtOpen(slice: Slice, underlying: string): number | null {
  const bar = slice.bar(underlying)
  if (bar?.time !== slice.time) return bar && priceOf(bar)
  if (Number.isFinite(bar.open)) return bar.open
  const before = slice.barBefore(underlying)
  return before && priceOf(before)
}

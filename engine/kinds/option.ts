/** Options: quoted in chains, worth something of an underlying, and over at their expiry. */

import type { OptionInstrument } from '../model/instrument.ts'
import type { Kind } from '../model/kind.ts'
import { latestPrice, priceOf, type Slice, standingPrice } from '../model/slice.ts'
import { formatDay } from '../model/time.ts'

export const option: Kind<OptionInstrument> = {
  quotedIn: 'chains',
  priceLeast: 0,
  hasPremium: true,
  hasCommission: true,
  row: (slice, instrument) => slice.quote(instrument),
  mark(slice, instrument) {
    const quote = slice.quote(instrument)
    const price = quote && standingPrice(quote.settlement, quote.bid, quote.ask, quote.close)
    return price === null ? null : { price, time: slice.time }
  },
  exposure(facts, slice, { product, expiry, strike }, _, atOpen) {
    const { underlying, lastSession } = facts.listed(product, expiry)
    return {
      underlying,
      underlyingPrice: (atOpen ? priceAtOpen : latestPrice)(slice, underlying) ?? strike,
      daysToExpiry: Math.max(0, lastSession.day - facts.session(product, slice.time).day),
    }
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
}

/** The open of this instant's bar; else what was known before it. */
function priceAtOpen(slice: Slice, underlying: string): number | null {
  const bar = slice.bar(underlying)
  if (bar?.time !== slice.time) return bar && priceOf(bar)
  if (Number.isFinite(bar.open)) return bar.open
  const before = slice.barBefore(underlying)
  return before && priceOf(before)
}

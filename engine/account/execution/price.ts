/** At what price one contract would trade in a slice, if it traded at all. */

import type { Instrument, Terms } from '../../model/instrument.ts'
import { tickAt } from '../../model/instrument.ts'
import type { Fill, Side } from '../../model/order.ts'
import { type BarView, type Slice, standingPrice } from '../../model/slice.ts'
import type { EpochMs } from '../../model/time.ts'

export type FillRule = 'nextOpen' | 'nextClose' | 'same'

export interface PriceTerms {
  readonly rule: FillRule
  /** When the trade was decided: an open from before it is none of its prices. */
  readonly since: EpochMs
  /** Steps by which a price without quotes is worse; liquidation pays them on top of a quote too. */
  readonly slippageTicks: number
  readonly liquidation: boolean
}

export interface Price {
  readonly price: number
  readonly source: Fill['source']
}

/**
 * The price for a side, or null when the instrument does not trade in this slice: no row of this very instant, no
 * quote above zero on the side needed, or a volume of zero. Quotes win: a sale fills at the bid, a purchase at the ask.
 * Without quotes it is the open (`nextOpen`) or the close, worse by the slippage, never below zero for an option. A row
 * that began before the trade was decided has no open for it: the trade waits for the next.
 */
export function priceAt(
  slice: Slice,
  instrument: Instrument,
  side: Side,
  contract: Terms,
  terms: PriceTerms,
): Price | null {
  const quote = instrument.kind === 'option' ? slice.quote(instrument) : null
  if (quote && !(Number.isNaN(quote.bid) && Number.isNaN(quote.ask))) {
    const asked = side === 'sell' ? quote.bid : quote.ask
    if (!(asked > 0)) return null
    const worse = terms.liquidation ? terms.slippageTicks : 0
    return { price: slipped(asked, side, worse, instrument, contract), source: 'quote' }
  }
  const row = instrument.kind === 'option' ? quote : barAt(slice, instrument.id)
  if (!row) return null
  const source = terms.rule === 'nextOpen' && !Number.isNaN(row.open) ? 'open' : 'close'
  const price = row[source]
  if (Number.isNaN(price) || row.volume === 0) return null
  if (source === 'open' && slice.begins(instrument) < terms.since) return null
  return { price: slipped(price, side, terms.slippageTicks, instrument, contract), source }
}

/** The bar of this very instant. */
function barAt(slice: Slice, instrument: string): BarView | null {
  const bar = slice.bar(instrument)
  return bar?.time === slice.time ? bar : null
}

function slipped(price: number, side: Side, ticks: number, instrument: Instrument, contract: Terms): number {
  if (ticks === 0) return price
  const step = ticks * tickAt(contract.ticks, Math.abs(price))
  const worse = side === 'buy' ? price + step : price - step
  return instrument.kind === 'option' ? Math.max(0, tidy(worse)) : tidy(worse)
}

/** Removes the float dust of adding decimals: nine decimals are more than any exchange quotes. */
const tidy = (price: number): number => Math.round(price * 1e9) / 1e9

/**
 * What an instrument is worth now: settlement, else middle of the quotes, else close. An option by its quote of this
 * instant, a future by its latest bar, which on bars finer than a session may have ended before the session did.
 * Null when there is none.
 */
export function markAt(slice: Slice, instrument: Instrument): number | null {
  if (instrument.kind !== 'option') {
    const bar = slice.bar(instrument.id)
    return bar && standingPrice(bar.settlement, Number.NaN, Number.NaN, bar.close)
  }
  const quote = slice.quote(instrument)
  if (!quote) return null
  return standingPrice(quote.settlement, quote.bid, quote.ask, quote.close)
}

/** At what price one contract would trade in a slice, if it traded at all. */

import { invariant } from '../../model/errors.ts'
import { type Instrument, tickAt } from '../../model/instrument.ts'
import type { Contract } from '../../model/kind.ts'
import type { Fill, Side } from '../../model/order.ts'
import type { Slice } from '../../model/slice.ts'
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
 * Without quotes it is the open (`nextOpen`) or the close, worse by the slippage, never below the least of its kind. A
 * row that began before the trade was decided has no open for it: the trade waits for the next.
 */
export function priceAt(
  slice: Slice,
  instrument: Instrument,
  side: Side,
  contract: Contract,
  terms: PriceTerms,
): Price | null {
  const row = contract.kind.row(slice, instrument)
  if (!row) return null
  const { bid = Number.NaN, ask = Number.NaN } = row
  if (!(Number.isNaN(bid) && Number.isNaN(ask))) {
    const asked = side === 'sell' ? bid : ask
    if (!(asked > 0)) return null
    const worse = terms.liquidation ? terms.slippageTicks : 0
    return { price: slipped(asked, side, worse, contract), source: 'quote' }
  }
  const source = terms.rule === 'nextOpen' && !Number.isNaN(row.open) ? 'open' : 'close'
  const price = row[source]
  if (Number.isNaN(price) || row.volume === 0) return null
  if (source === 'open' && contract.kind.begins(slice, instrument) < terms.since) return null
  return { price: slipped(price, side, terms.slippageTicks, contract), source }
}

function slipped(price: number, side: Side, ticks: number, contract: Contract): number {
  if (ticks === 0) return price
  invariant(ticks > 0, 'slippage is against the trade')
  const step = ticks * tickAt(contract.ticks, Math.abs(price))
  return Math.max(contract.kind.priceLeast, tidy(side === 'buy' ? price + step : price - step))
}

/** Removes the float dust of adding decimals: nine decimals are more than any exchange quotes. */
const tidy = (price: number): number => Math.round(price * 1e9) / 1e9

/** A listed option with its price, its volatility and its delta, as a strategy would write it. */

import { act365f } from '../../engine/calendar/day-count.ts'
import { exerciseStyleOf } from '../../engine/calendar/exercise-style.ts'
import type { Board } from '../../engine/model/board.ts'
import {
  inForce,
  type OptionInstrument,
  type OptionProduct,
  optionOf,
  type Right,
} from '../../engine/model/instrument.ts'
import type { ChainView, ExpiryRows } from '../../engine/model/slice.ts'
import type { Day } from '../../engine/model/time.ts'
import {
  deltaOf,
  type QuotedOption,
  type StatedInterest,
  type Valuation,
  valuationOf,
  volatilityOf,
} from '../../engine/pricing/american/valuation.ts'

/** An option on the board. Price in points; the delta is that of one contract held long, -1 to 1. */
export interface PricedOption {
  readonly option: OptionInstrument
  readonly price: number
  readonly delta: number
  /** Currency per 1.00 of price, where the chain says so; NaN = the product's own. */
  readonly multiplier: number
}

/** One expiry with what an option's price is measured against. */
export interface PricedExpiry {
  readonly rows: ExpiryRows
  readonly board: Board
  /** Price of what the options deliver or settle on. */
  readonly price: number
  /** Years to expiry, actual/365, the session excluded and the expiry included. */
  readonly years: number
  /** How its options are valued. */
  readonly valuation: Valuation | null
}

/** The interest that a strategy's parameters state, and the product whose options it values by it. */
export interface PricingTerms {
  readonly product: OptionProduct
  readonly interest: StatedInterest
}

/**
 * The rows of an expiry with their board: what `pricedOption` and `volOf` take. Null before the underlying has a price.
 * `terms` null = options are valued without interest.
 */
export function pricedExpiry(
  chain: ChainView,
  rows: ExpiryRows,
  terms: PricingTerms | null,
): PricedExpiry | null {
  const expiry = chain.derive(withoutInterest, rows.series.expiry)
  if (expiry === null || terms === null) return expiry
  return { ...expiry, valuation: valuationAt(terms, chain.session, rows.series.lastSession.day) }
}

/** The same for all who look at it. */
function withoutInterest(chain: ChainView, expiry: Day): PricedExpiry | null {
  const rows = chain.expiries.find(({ series }) => series.expiry === expiry)
  if (!rows || rows.underlyingPrice === null) return null
  return {
    rows,
    board: chain.board(rows),
    price: rows.underlyingPrice,
    years: act365f(chain.session, rows.series.lastSession.day),
    valuation: null,
  }
}

function valuationAt(
  { product, interest }: PricingTerms,
  session: Day,
  lastTradingDay: Day,
): Valuation | null {
  const style = {
    exercise: exerciseStyleOf(product, lastTradingDay),
    settlement: product.settlement.kind,
    paidUpFront: inForce(product.premium, session, `premium style of ${product.id}`) === 'upFront',
  }
  return valuationOf(style, interest)
}

/**
 * A listed option at the price that stands for its row, with its delta. Null where the strike is not listed on that side,
 * or has no price that a volatility follows from.
 */
export function pricedOption(
  chain: ChainView,
  expiry: PricedExpiry,
  right: Right,
  strike: number,
): PricedOption | null {
  const row = rowOf(expiry.board, right, strike)
  const price = priceOf(chain, row, expiry)
  const found = price === null ? null : deltaOf(quotedOf(expiry, right, strike), price, expiry.valuation)
  if (price === null || found === null) return null
  const { series } = expiry.rows
  return {
    option: optionOf(series.product, series.expiry, right, strike),
    price,
    delta: found.delta,
    multiplier: chain.multiplier(row) ?? Number.NaN,
  }
}

/** The row of a listed option, or -1. */
export function rowOf(board: Board, right: Right, strike: number): number {
  const at = board.indexOf(strike)
  return at < 0 ? -1 : board.row(right, at)
}

/** The implied volatility of a listed option, a year, 0.2 = 20 %; null where it is not listed, has no price, or one without a solution. */
export function volOf(chain: ChainView, expiry: PricedExpiry, right: Right, strike: number): number | null {
  const price = priceOf(chain, rowOf(expiry.board, right, strike), expiry)
  if (price === null) return null
  const { sigma } = volatilityOf(quotedOf(expiry, right, strike), price, expiry.valuation)
  return sigma === 0 ? null : sigma
}

/** Null without a price of which a volatility could follow. */
function priceOf(chain: ChainView, row: number, { years }: PricedExpiry): number | null {
  const price = chain.price(row)
  return price === null || price < 0 || years <= 0 ? null : price
}

const quotedOf = ({ price, years }: PricedExpiry, right: Right, strike: number): QuotedOption => ({
  right,
  underlyingPrice: price,
  strike,
  years,
})

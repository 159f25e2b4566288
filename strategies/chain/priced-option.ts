/** A listed option with its price, its volatility and its delta, as a strategy would write it. */

import { act365f } from '../../engine/calendar/day-count.ts'
import type { Board } from '../../engine/model/board.ts'
import { type OptionInstrument, optionOf, type Right } from '../../engine/model/instrument.ts'
import type { ChainView, ExpiryRows } from '../../engine/model/slice.ts'
import { black76Greeks } from '../../engine/pricing/options/black76.ts'
import { impliedVol } from '../../engine/pricing/options/implied-vol.ts'

/** An option on the board. The delta is that of one contract held long. */
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
}

/** The rows of an expiry with their board; null before the underlying has a price. */
export const pricedExpiry = (chain: ChainView, rows: ExpiryRows): PricedExpiry | null =>
  rows.underlyingPrice === null
    ? null
    : {
        rows,
        board: chain.board(rows),
        price: rows.underlyingPrice,
        years: act365f(chain.session, rows.series.lastSession.day),
      }

/** Null where the strike is not listed on that side, or has no price that a volatility follows from. */
export function pricedOption(
  chain: ChainView,
  expiry: PricedExpiry,
  right: Right,
  strike: number,
): PricedOption | null {
  const row = rowOf(expiry.board, right, strike)
  const price = chain.price(row)
  const sigma = volOf(chain, row, right, expiry.price, strike, expiry.years)
  if (price === null || sigma === null) return null
  const { series } = expiry.rows
  return {
    option: optionOf(series.product, series.expiry, right, strike),
    price,
    delta: black76Greeks(right, expiry.price, strike, expiry.years, sigma).delta ?? 0,
    multiplier: chain.multiplier(row) ?? Number.NaN,
  }
}

/** The row of a listed option, or -1. */
export function rowOf(board: Board, right: Right, strike: number): number {
  const at = board.strikes.indexOf(strike)
  return (right === 'call' ? board.callRow[at] : board.putRow[at]) ?? -1
}

/** Black-76 volatility of a quoted row, df 1; null without a price or without a solution. */
export function volOf(
  chain: ChainView,
  row: number,
  right: Right,
  forward: number,
  strike: number,
  years: number,
): number | null {
  const price = chain.price(row)
  if (price === null || years <= 0 || price < 0) return null
  const { sigma } = impliedVol({ model: 'black76', right, forward, strike, years, price })
  return sigma === null || sigma === 0 ? null : sigma
}

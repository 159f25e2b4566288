/** Black-Scholes-Merton: European options on a spot price that pays a continuous yield. */

import type { Right } from '../../model/instrument.ts'
import type { Black76Greeks } from './black76.ts'
import { exchange, exchangePrice, inputError, logRatio } from './lognormal.ts'

/** As for Black-76 with the spot in the forward's place, and the yield's own sensitivity. */
export interface BsmGreeks extends Black76Greeks {
  /** dV/dr with the yield held, per 1.00. */
  readonly rho: number
  /** dV/dq with the rate held, per 1.00. */
  readonly rhoQ: number
}

/**
 * Price of a European option, in units of the spot.
 *
 * `years` to expiry, `sigma` per root year, `rate` and `dividendYield` continuous; spot and strike at least 0. Without
 * time or volatility it is the discounted intrinsic value. Throws a DataError that names the input at fault.
 * Source: R. C. Merton, Theory of rational option pricing, Bell J. Economics 4 (1973) 141.
 *
 * @example bsm('put', 100, 95, 0.5, 0.2, 0.03, 0.01)
 */
export function bsm(
  right: Right,
  spot: number,
  strike: number,
  years: number,
  sigma: number,
  rate = 0,
  dividendYield = 0,
): number {
  requireInputs(spot, strike, years, sigma, rate, dividendYield)
  const held = spot * Math.exp(-dividendYield * years)
  const owed = strike * Math.exp(-rate * years)
  const log = logRatio(spot, strike) + (rate - dividendYield) * years
  return exchangePrice(right, held, owed, log, sigma * Math.sqrt(years))
}

/**
 * Price and Greeks of a European option; inputs and errors as for `bsm`.
 *
 * Without time or volatility these are the derivatives of the discounted intrinsic value: gamma, vega, vanna and volga
 * are 0, and at the kink itself delta is half of its jump.
 */
export function bsmGreeks(
  right: Right,
  spot: number,
  strike: number,
  years: number,
  sigma: number,
  rate = 0,
  dividendYield = 0,
): BsmGreeks {
  requireInputs(spot, strike, years, sigma, rate, dividendYield)
  const discount = Math.exp(-rate * years)
  const dividends = Math.exp(-dividendYield * years)
  const root = Math.sqrt(years)
  const held = spot * dividends
  const owed = strike * discount
  const log = logRatio(spot, strike) + (rate - dividendYield) * years
  const { price, shareHeld, shareOwed, density, d1, d2 } = exchange(right, held, owed, log, sigma * root)
  const certain = density === 0
  const vega = held * density * root
  const carry = dividendYield * held * shareHeld - rate * owed * shareOwed
  return {
    price,
    delta: dividends * shareHeld,
    gamma: certain ? 0 : (dividends * density) / (spot * sigma * root),
    vega,
    theta: carry - (certain ? 0 : (held * density * sigma) / (2 * root)),
    rho: years * owed * shareOwed,
    rhoQ: -years * held * shareHeld,
    vanna: certain ? 0 : (-dividends * density * d2) / sigma,
    volga: certain ? 0 : (vega * d1 * d2) / sigma,
    dualDelta: -discount * shareOwed,
  }
}

function requireInputs(
  spot: number,
  strike: number,
  years: number,
  sigma: number,
  rate: number,
  dividendYield: number,
): void {
  const signs = spot >= 0 && strike >= 0 && years >= 0 && sigma >= 0
  if (!(signs && spot + strike + years + sigma + Math.abs(rate) + Math.abs(dividendYield) < Infinity))
    throw inputError({ spot, strike, years, sigma, rate, dividendYield })
}

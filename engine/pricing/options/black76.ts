/** Black-76: European options on a future or forward. */

import type { Right } from '../../model/instrument.ts'
import { exchange, exchangePrice, inputError, logRatio } from './lognormal.ts'

/** Price and sensitivities of an option on a future. Volatility and rates count per 1.00, time in years. */
export interface Black76Greeks {
  readonly price: number
  /** dV/dF. */
  readonly delta: number
  /** d2V/dF2. */
  readonly gamma: number
  /** dV/dsigma, per 1.00 of volatility. */
  readonly vega: number
  /** -dV/dT, per year. */
  readonly theta: number
  /** dV/dr with the forward held, per 1.00: -years times the price. */
  readonly rho: number
  /** d2V/dF dsigma. */
  readonly vanna: number
  /** d2V/dsigma2. */
  readonly volga: number
  /** dV/dK. */
  readonly dualDelta: number
}

/**
 * Price of a European option, in units of the forward.
 *
 * `years` to expiry, `sigma` per root year, `rate` continuous; forward and strike at least 0. Without time or
 * volatility it is the discounted intrinsic value. Throws a DataError that names the input at fault.
 * Source: F. Black, The pricing of commodity contracts, J. Financial Economics 3 (1976) 167.
 *
 * @example black76('call', 1056.3, 1110, 19 / 365, 0.2416)
 */
export function black76(
  right: Right,
  forward: number,
  strike: number,
  years: number,
  sigma: number,
  rate = 0,
): number {
  requireInputs(forward, strike, years, sigma, rate)
  const discount = Math.exp(-rate * years)
  const log = logRatio(forward, strike)
  return exchangePrice(right, discount * forward, discount * strike, log, sigma * Math.sqrt(years))
}

/**
 * Price and Greeks of a European option; inputs and errors as for `black76`.
 *
 * Without time or volatility these are the derivatives of the discounted intrinsic value: gamma, vega, vanna and volga
 * are 0, and at the kink itself delta is half of its jump.
 */
export function black76Greeks(
  right: Right,
  forward: number,
  strike: number,
  years: number,
  sigma: number,
  rate = 0,
): Black76Greeks {
  requireInputs(forward, strike, years, sigma, rate)
  const discount = Math.exp(-rate * years)
  const root = Math.sqrt(years)
  const held = discount * forward
  const log = logRatio(forward, strike)
  const { price, shareHeld, shareOwed, density, d1, d2 } = exchange(
    right,
    held,
    discount * strike,
    log,
    sigma * root,
  )
  const certain = density === 0
  const vega = held * density * root
  return {
    price,
    delta: discount * shareHeld,
    gamma: certain ? 0 : (discount * density) / (forward * sigma * root),
    vega,
    theta: rate * price - (certain ? 0 : (held * density * sigma) / (2 * root)),
    rho: -years * price,
    vanna: certain ? 0 : (-discount * density * d2) / sigma,
    volga: certain ? 0 : (vega * d1 * d2) / sigma,
    dualDelta: -discount * shareOwed,
  }
}

function requireInputs(forward: number, strike: number, years: number, sigma: number, rate: number): void {
  const signs = forward >= 0 && strike >= 0 && years >= 0 && sigma >= 0
  if (!(signs && forward + strike + years + sigma + Math.abs(rate) < Infinity))
    throw inputError({ forward, strike, years, sigma, rate })
}

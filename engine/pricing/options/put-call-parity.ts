/** Put-call parity: a European option from its counterpart of the same strike and expiry. */

import { inputError } from './lognormal.ts'

/**
 * Price of the call: stock and put, less the discounted strike. No dividends; `rate` continuous, per 1.00.
 * Throws a DataError for a number that is not finite or, the rate aside, negative.
 * Source: H. R. Stoll, The relationship between put and call option prices, J. Finance 24 (1969) 801.
 */
export function callByParity(spot: number, put: number, strike: number, rate: number, years: number): number {
  const signs = spot >= 0 && put >= 0 && strike >= 0 && years >= 0
  if (!(signs && spot + put + strike + years + Math.abs(rate) < Infinity))
    throw inputError({ spot, put, strike, years, rate })
  return spot + put - strike * Math.exp(-rate * years)
}

/** How the premium of an option at the money melts: with the root of the time that is left. */

import { requirePositive } from '../require-positive.ts'
import { inputError } from './lognormal.ts'

/**
 * Premium with `daysLeft` to go of an option at the money that cost `premium` with `days` to go, the price of the
 * underlying and its volatility unchanged. Black-76 agrees to first order: at the money it is worth
 * F sigma sqrt(T / (2 pi)). Throws a DataError for a number that is not finite or negative, and for no days at all.
 * Source: M. Brenner, M. Subrahmanyam, A simple formula to compute the implied standard deviation, Financial Analysts
 * J. 44 (1988) 80.
 */
export function rootDecay(premium: number, days: number, daysLeft: number): number {
  requirePositive({ days })
  if (!(premium >= 0 && daysLeft >= 0 && premium + daysLeft < Infinity))
    throw inputError({ premium, daysLeft })
  return premium * Math.sqrt(daysLeft / days)
}

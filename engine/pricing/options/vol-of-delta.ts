/** The volatility at which an option on a future has a given delta. */

import { DataError } from '../../model/errors.ts'
import type { Right } from '../../model/instrument.ts'
import { requirePositive } from '../require-positive.ts'
import { normalQuantile } from '../statistics/normal.ts'
import { logRatio } from './lognormal.ts'

/**
 * The sigma per root year at which Black-76 without discounting gives `delta` (of a long option: 0 to 1 for a call, -1
 * to 0 for a put), or null where none does. With s = sigma sqrt(years), N(d1) = delta of a call is the quadratic
 * s^2 / 2 - d1 s + ln(F / K) = 0; where the future stands above the strike it has two roots, and this is the lesser,
 * as a market's volatility is.
 *
 * Throws a DataError for a delta out of its range, or a future, strike or time that is not above 0.
 *
 * @example volOfDelta('call', 1059, 1110, 14 / 365, 0.17)
 */
export function volOfDelta(
  right: Right,
  forward: number,
  strike: number,
  years: number,
  delta: number,
): number | null {
  requirePositive({ forward, strike, years })
  const size = right === 'call' ? delta : -delta
  if (!(size > 0 && size < 1))
    throw new DataError('the delta of a call lies between 0 and 1, that of a put between -1 and 0', {
      field: 'delta',
      value: delta,
    })
  const d1 = right === 'call' ? normalQuantile(size) : -normalQuantile(size)
  const deviation = leastRoot(d1, logRatio(forward, strike))
  return deviation === null ? null : deviation / Math.sqrt(years)
}

/** The least s > 0 with s^2 / 2 - d1 s + log = 0, in the forms that lose no digits to cancellation. */
function leastRoot(d1: number, log: number): number | null {
  if (log === 0) return d1 > 0 ? 2 * d1 : null
  const square = d1 * d1 - 2 * log
  if (square < 0 || (log > 0 && d1 <= 0)) return null
  const root = Math.sqrt(square)
  if (log > 0) return (2 * log) / (d1 + root)
  return d1 > 0 ? d1 + root : (-2 * log) / (root - d1)
}

/** Envelope: a moving average moved up and down by a share of itself. */

import type { Signal } from '../../engine/model/signal.ts'
import { times } from './arithmetic.ts'
import { requireAboveZero } from './requirements.ts'
import { sma } from './sma.ts'

/**
 * SMA x (1 + `share`), 0.02 for 2 %: the other reading of the deck's "Abweichung 2%" (ambiguity 4 of the rules). NaN
 * during the first `length - 1` and while a value is missing.
 * Throws a DataError when `length` is no whole number above zero or `share` is not above zero.
 */
export function upperEnvelope(input: Signal, length: number, share: number): Signal {
  requireAboveZero('share', share)
  return times(sma(input, length), 1 + share)
}

/** SMA x (1 - `share`); otherwise as the upper one. */
export function lowerEnvelope(input: Signal, length: number, share: number): Signal {
  requireAboveZero('share', share)
  return times(sma(input, length), 1 - share)
}

/** Bollinger's bands. */

import type { Signal } from '../../engine/model/signal.ts'
import { minus, plus, times } from './arithmetic.ts'
import { requireAboveZero } from './requirements.ts'
import { sd } from './sd.ts'
import { sma } from './sma.ts'

/**
 * SMA + `width` standard deviations of the last `length` values (rule B1), in the units of the input. NaN during the
 * first `length - 1` and while a value is missing.
 * Throws a DataError when `length` is no whole number above `ddof` or `width` is not above zero.
 */
export const upperBand = (input: Signal, length: number, width: number, ddof: 0 | 1 = 0): Signal =>
  plus(sma(input, length), half(input, length, width, ddof))

/** SMA - `width` standard deviations; otherwise as the upper band. */
export const lowerBand = (input: Signal, length: number, width: number, ddof: 0 | 1 = 0): Signal =>
  minus(sma(input, length), half(input, length, width, ddof))

function half(input: Signal, length: number, width: number, ddof: 0 | 1): Signal {
  requireAboveZero('width', width)
  return times(sd(input, length, ddof), width)
}

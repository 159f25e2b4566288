/** Standard deviation of the last values. */

import type { Signal } from '../../engine/model/signal.ts'
import { indicator } from './indicator.ts'
import { deviations, meansAboveFirst } from './moments.ts'
import { requireSample } from './requirements.ts'
import { rolling } from './rolling.ts'

/**
 * Standard deviation of the last `length` values, in the units of the input: of the population (`ddof` 0, rules B1 and
 * B5) or of a sample (1). Exactly 0 where all are equal; NaN during the first `length - 1` and while a value is missing.
 * Throws a DataError when `length` is no whole number above `ddof`.
 */
export function sd(input: Signal, length: number, ddof: 0 | 1 = 0): Signal {
  requireSample(length, ddof)
  return indicator({
    operation: 'sd',
    parameters: ddof === 0 ? [length] : [length, ddof],
    inputs: [input],
    kernel: rolling(length, (values, window, first, out) => {
      meansAboveFirst(values, window, first, out)
      deviations(values, window, first, out, out, ddof)
    }),
  })
}

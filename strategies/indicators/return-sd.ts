/** Standard deviation of returns. */

import type { Signal } from '../../engine/model/signal.ts'
import { logReturn } from './log-return.ts'
import { sd } from './sd.ts'

/**
 * Standard deviation of the last `length` logarithmic returns (variant of rule B5), a share a row: daily on a grid by
 * session, not scaled to a year. NaN during the first `length` values, which make one return less, and while one of the
 * `length + 1` values is missing or not above zero.
 * Throws a DataError when `length` is no whole number above `ddof`.
 */
export const returnSd = (input: Signal, length: number, ddof: 0 | 1 = 0): Signal =>
  sd(logReturn(input), length, ddof)

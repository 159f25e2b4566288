/** Exponentially weighted mean of all values so far. */

import type { Signal } from '../../engine/model/signal.ts'
import { exponential } from './exponential.ts'
import { indicator } from './indicator.ts'

/**
 * Mean of all values so far, each weighted with (1 - alpha)^age, alpha = 2/(length + 1) and the age in rows: pandas' ewm
 * with adjust=True. It begins with the first value. Where a value is missing it is NaN, and goes on with the next one.
 * Throws a DataError unless `length` is a whole number above zero.
 */
export const emaAdjusted = (input: Signal, length: number): Signal =>
  indicator({
    operation: 'emaAdjusted',
    parameters: [length],
    inputs: [input],
    kernel: exponential(length, { seedLength: 1, decay: 1 - 2 / (length + 1), fresh: 1, growing: true }),
  })

/** Where a signal leaves the range of the rows before it. */

import type { Signal } from '../../engine/model/signal.ts'
import { above, below } from './above.ts'
import { highest, lowest } from './highest.ts'
import { lag } from './lag.ts'

/**
 * 1 where the value is above every one of the `length` values before it, else 0. An event: it speaks at new highs.
 * NaN during the first `length` rows, and while one of the `length + 1` values is missing.
 * Throws a DataError unless `length` is a whole number above zero.
 */
export const newHigh = (input: Signal, length: number): Signal => above(input, lag(highest(input, length), 1))

/** 1 where the value is below every one of the `length` values before it; otherwise as `newHigh`. */
export const newLow = (input: Signal, length: number): Signal => below(input, lag(lowest(input, length), 1))

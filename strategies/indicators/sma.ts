/** Simple moving average. */

import { derive, type Signal } from '../../engine/model/signal.ts'
import { meanOf, rolling } from './rolling.ts'

/** Mean of the last `length` values; NaN during the first `length - 1` and while a value is missing. */
export const sma = (input: Signal, length: number): Signal =>
  derive({ operation: 'sma', parameters: [length], inputs: [input], kernel: rolling(length, meanOf) })

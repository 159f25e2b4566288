/** Simple moving average. */

import { derive, type Signal } from '../../engine/model/signal.ts'
import { meanAboveFirst } from './moments.ts'
import { rolling } from './rolling.ts'

/** Mean of the last `length` values; NaN during the first `length - 1` and while a value is missing. */
export const sma = (input: Signal, length: number): Signal =>
  derive({ operation: 'sma', parameters: [length], inputs: [input], kernel: rolling(length, means) })

/** Summed anew for each window: a running sum never forgets a spike. */
function means(values: Float64Array, length: number, first: number, out: Float64Array): void {
  for (let end = Math.max(first, length - 1); end < values.length; end++) {
    const start = end - length + 1
    out[end - first] = (values[start] as number) + meanAboveFirst(values, start, length)
  }
}

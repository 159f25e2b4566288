/** Simple moving average. */

import type { Column } from '../../engine/model/column.ts'
import type { Signal } from '../../engine/model/signal.ts'
import { indicator } from './indicator.ts'
import { meansAboveFirst } from './moments.ts'
import { rolling } from './rolling.ts'

/** Mean of the last `length` values; NaN during the first `length - 1` and while a value is missing. */
export const sma = (input: Signal, length: number): Signal =>
  indicator({ operation: 'sma', parameters: [length], inputs: [input], kernel: rolling(length, means) })

function means(values: Column, length: number, first: number, out: Float64Array): void {
  meansAboveFirst(values, length, first, out)
  for (let end = Math.max(first, length - 1); end < values.length; end++)
    out[end - first] = (values[end - length + 1] as number) + (out[end - first] as number)
}

/** Slope of the regression line through the last values. */

import type { Column } from '../../engine/model/column.ts'
import type { Signal } from '../../engine/model/signal.ts'
import { indicator, requireWhole, rolling } from './indicator.ts'

/**
 * Slope of the least-squares line through the last `length` values, in units of the input a row. Exactly 0 where all are
 * equal; NaN during the first `length - 1` and while a value is missing.
 * Throws a DataError unless `length` is a whole number of at least 2.
 */
export function slope(input: Signal, length: number): Signal {
  requireWhole('length', length, 2)
  return indicator({
    operation: 'slope',
    parameters: [length],
    inputs: [input],
    kernel: rolling(length, slopes),
  })
}

function slopes(values: Column, length: number, first: number, out: Float64Array): void {
  const centre = (length - 1) / 2
  const spread = (length * (length * length - 1)) / 12
  for (let end = Math.max(first, length - 1); end < values.length; end++) {
    const start = end - length + 1
    const base = values[start] as number
    let moment = 0
    for (let i = 0; i < length; i++) moment += (i - centre) * ((values[start + i] as number) - base)
    out[end - first] = moment / spread
  }
}

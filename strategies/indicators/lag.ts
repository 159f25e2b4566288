/** A signal as it was some rows before. */

import type { Column } from '../../engine/model/column.ts'
import type { Signal } from '../../engine/model/signal.ts'
import { indicator, requireWhole, rolling } from './indicator.ts'

/** The value `rows` rows before; NaN during the first `rows`. Throws a DataError unless `rows` is whole and above zero. */
export function lag(input: Signal, rows: number): Signal {
  requireWhole('rows', rows)
  return indicator({
    operation: 'lag',
    parameters: [rows],
    inputs: [input],
    kernel: rolling(rows + 1, oldest),
  })
}

function oldest(values: Column, length: number, first: number, out: Float64Array): void {
  for (let end = Math.max(first, length - 1); end < values.length; end++)
    out[end - first] = values[end - length + 1] as number
}

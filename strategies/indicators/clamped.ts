/** A signal kept within bounds. */

import type { Column } from '../../engine/model/column.ts'
import { DataError } from '../../engine/model/errors.ts'
import type { Signal } from '../../engine/model/signal.ts'
import { indicator } from './indicator.ts'

/** `low` where the input is below it, `high` where above, else the input; NaN where that is. Throws unless low < high. */
export function clamped(input: Signal, low: number, high: number): Signal {
  if (!(low < high))
    throw new DataError(`must be below the upper bound ${high}`, { field: 'low', value: low })
  return indicator({
    operation: 'clamped',
    parameters: [low, high],
    inputs: [input],
    kernel:
      () =>
      ([values], out) => {
        if (values) clamp(values, low, high, out)
      },
  })
}

function clamp(values: Column, low: number, high: number, out: Float64Array): void {
  for (let row = 0; row < out.length; row++) out[row] = Math.min(high, Math.max(low, values[row] as number))
}

/** Logarithmic return from one row to the next, and the standard deviation of the last ones. */

import type { Column } from '../../engine/model/column.ts'
import type { Signal } from '../../engine/model/signal.ts'
import { indicator } from './indicator.ts'
import { sd } from './moments.ts'

/** ln(C / C before), a share; NaN at the first row, and where either of the two is missing or not above zero. */
export const logReturn = (input: Signal): Signal =>
  indicator({
    operation: 'logReturn',
    parameters: [],
    inputs: [input],
    kernel: () => {
      let before = Number.NaN
      return ([values], out) => {
        if (values) before = returns(values, before, out)
      }
    },
  })

/** Fills a block and gives its last value, which the next block starts from. */
function returns(values: Column, start: number, out: Float64Array): number {
  let before = start
  for (let row = 0; row < out.length; row++) {
    const now = values[row] as number
    out[row] = before > 0 && now > 0 ? Math.log(now / before) : Number.NaN
    before = now
  }
  return before
}

/**
 * Standard deviation of the last `length` logarithmic returns (variant of rule B5), a share a row: daily on a grid by
 * session, not scaled to a year. NaN during the first `length` values, which make one return less, and while one of the
 * `length + 1` values is missing or not above zero.
 * Throws a DataError when `length` is no whole number above `ddof`.
 */
export const returnSd = (input: Signal, length: number, ddof: 0 | 1 = 0): Signal =>
  sd(logReturn(input), length, ddof)

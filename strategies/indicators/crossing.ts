/** Where one signal crosses another. */

import type { Column } from '../../engine/model/column.ts'
import type { Signal } from '../../engine/model/signal.ts'
import { indicator } from './indicator.ts'

/**
 * 1 where `a` rises above `b` (at or below it one bar before), -1 where it falls below, 0 elsewhere (rule B3).
 * An event: it speaks only where it crosses. NaN until both are known on two bars in a row.
 */
export const crossing = (a: Signal, b: Signal): Signal =>
  indicator({
    operation: 'crossing',
    parameters: [],
    inputs: [a, b],
    event: true,
    kernel: () => {
      let before = Number.NaN
      return ([first, second], out) => {
        if (first && second) before = cross(first, second, before, out)
      }
    },
  })

/** Fills a block and gives the last distance, which the next block starts from. */
function cross(first: Column, second: Column, start: number, out: Float64Array): number {
  let before = start
  for (let row = 0; row < out.length; row++) {
    const now = (first[row] as number) - (second[row] as number)
    // One test for the many rows that stay on their side.
    if (before * now > 0) out[row] = 0
    else if (Number.isNaN(before) || Number.isNaN(now)) out[row] = Number.NaN
    else out[row] = before <= 0 && now > 0 ? 1 : before >= 0 && now < 0 ? -1 : 0
    before = now
  }
  return before
}

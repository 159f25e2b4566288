/** Where one signal crosses another. */

import { derive, type Signal } from '../../engine/model/signal.ts'

/**
 * 1 where `a` rises above `b` (at or below it one bar before), -1 where it falls below, 0 elsewhere (rule B3).
 * An event: it speaks only where it crosses. NaN until both are known on two bars in a row.
 */
export const crossing = (a: Signal, b: Signal): Signal =>
  derive({
    operation: 'crossing',
    parameters: [],
    inputs: [a, b],
    event: true,
    kernel: () => {
      let before = Number.NaN
      return ([first, second], out) => {
        for (let row = 0; row < out.length; row++) {
          const distance = (first?.[row] ?? Number.NaN) - (second?.[row] ?? Number.NaN)
          out[row] = crossed(before, distance)
          before = distance
        }
      }
    },
  })

function crossed(before: number, now: number): number {
  if (Number.isNaN(before) || Number.isNaN(now)) return Number.NaN
  if (before <= 0 && now > 0) return 1
  return before >= 0 && now < 0 ? -1 : 0
}

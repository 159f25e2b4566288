/** Whether a signal stands above or below another, or a number. */

import type { Column } from '../../engine/model/column.ts'
import type { Kernel, Signal } from '../../engine/model/signal.ts'
import { indicator } from './indicator.ts'
import { requireFinite } from './requirements.ts'

/**
 * 1 where `a` is above `b`, 0 where it is not, NaN where either is unknown.
 * An event: it speaks at every bar at which it holds; for the first of them alone take `crossing`.
 * Throws a DataError when `b` is a number that is not finite, or a signal on another grid.
 */
export const above = (a: Signal, b: Signal | number): Signal => comparison('above', a, b, 1)

/** 1 where `a` is below `b`; otherwise as `above`. */
export const below = (a: Signal, b: Signal | number): Signal => comparison('below', a, b, -1)

function comparison(operation: string, a: Signal, b: Signal | number, sign: 1 | -1): Signal {
  const event = true
  if (typeof b !== 'number') {
    return indicator({ operation, parameters: [], inputs: [a, b], event, kernel: againstSignal(sign) })
  }
  requireFinite('level', b)
  return indicator({ operation, parameters: [b], inputs: [a], event, kernel: againstLevel(b, sign) })
}

const againstSignal =
  (sign: number) =>
  (): Kernel =>
  ([first, second], out) => {
    if (first && second) compare(first, second, out, sign)
  }

const againstLevel =
  (level: number, sign: number) =>
  (): Kernel =>
  ([values], out) => {
    if (values) compareToLevel(values, level, out, sign)
  }

function compare(first: Column, second: Column, out: Float64Array, sign: number): void {
  for (let row = 0; row < out.length; row++) {
    const distance = sign * ((first[row] as number) - (second[row] as number))
    out[row] = distance > 0 ? 1 : distance <= 0 ? 0 : Number.NaN
  }
}

function compareToLevel(values: Column, level: number, out: Float64Array, sign: number): void {
  for (let row = 0; row < out.length; row++) {
    const distance = sign * ((values[row] as number) - level)
    out[row] = distance > 0 ? 1 : distance <= 0 ? 0 : Number.NaN
  }
}

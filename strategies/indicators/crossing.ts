/** Whether a signal stands above or below another, or a number, and where one crosses another. */

import type { Column } from '../../engine/model/column.ts'
import type { Kernel, Signal } from '../../engine/model/signal.ts'
import { indicator, requireFinite } from './indicator.ts'

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

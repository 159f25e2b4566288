/** Sums, differences and multiples of signals, and signals kept within bounds. */

import type { Column } from '../../engine/model/column.ts'
import { DataError } from '../../engine/model/errors.ts'
import type { Signal } from '../../engine/model/signal.ts'
import { indicator, requireFinite } from './indicator.ts'

/** a + b, row by row; NaN where either is. Both must live on one grid, or it throws a DataError. */
export const plus = (a: Signal, b: Signal): Signal =>
  indicator({
    operation: 'plus',
    parameters: [],
    inputs: [a, b],
    kernel:
      () =>
      ([first, second], out) => {
        if (first && second) add(first, second, out)
      },
  })

/** a - b, row by row; NaN where either is. Both must live on one grid, or it throws a DataError. */
export const minus = (a: Signal, b: Signal): Signal =>
  indicator({
    operation: 'minus',
    parameters: [],
    inputs: [a, b],
    kernel:
      () =>
      ([first, second], out) => {
        if (first && second) subtract(first, second, out)
      },
  })

/** a x factor, row by row; NaN where `a` is. Throws a DataError unless `factor` is finite. */
export function times(a: Signal, factor: number): Signal {
  requireFinite('factor', factor)
  return indicator({
    operation: 'times',
    parameters: [factor],
    inputs: [a],
    kernel:
      () =>
      ([values], out) => {
        if (values) scale(values, factor, out)
      },
  })
}

function add(first: Column, second: Column, out: Float64Array): void {
  for (let row = 0; row < out.length; row++) out[row] = (first[row] as number) + (second[row] as number)
}

function subtract(first: Column, second: Column, out: Float64Array): void {
  for (let row = 0; row < out.length; row++) out[row] = (first[row] as number) - (second[row] as number)
}

function scale(values: Column, factor: number, out: Float64Array): void {
  for (let row = 0; row < out.length; row++) out[row] = (values[row] as number) * factor
}

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

/** Mean and standard deviation of the last values. */

import type { Column } from '../../engine/model/column.ts'
import type { Signal } from '../../engine/model/signal.ts'
import { indicator, requireSample, rolling } from './indicator.ts'

/** Mean of the last `length` values; NaN during the first `length - 1` and while a value is missing. */
export const sma = (input: Signal, length: number): Signal =>
  indicator({ operation: 'sma', parameters: [length], inputs: [input], kernel: rolling(length, means) })

function means(values: Column, length: number, first: number, out: Float64Array): void {
  meansAboveFirst(values, length, first, out)
  for (let end = Math.max(first, length - 1); end < values.length; end++)
    out[end - first] = (values[end - length + 1] as number) + (out[end - first] as number)
}

/**
 * Standard deviation of the last `length` values, in the units of the input: of the population (`ddof` 0, rules B1 and
 * B5) or of a sample (1). Exactly 0 where all are equal; NaN during the first `length - 1` and while a value is missing.
 * Throws a DataError when `length` is no whole number above `ddof`.
 */
export function sd(input: Signal, length: number, ddof: 0 | 1 = 0): Signal {
  requireSample(length, ddof)
  return indicator({
    operation: 'sd',
    parameters: ddof === 0 ? [length] : [length, ddof],
    inputs: [input],
    kernel: rolling(length, (values, window, first, out) => {
      meansAboveFirst(values, window, first, out)
      deviations(values, window, first, out, out, ddof)
    }),
  })
}

/**
 * By how much the mean of the `length` values that end at a row exceeds the first of them; NaN where one is missing.
 * out[row - first] for each row from `first` on whose window is whole.
 * Measured from there, equal values have exactly their own mean, and prices far from zero keep their digits. A sum that
 * runs on from window to window never forgets a spike. Four windows go side by side instead: each is summed in its own
 * order, to the same bits, while the processor need not wait for one addition before it begins the next.
 */
export function meansAboveFirst(values: Column, length: number, first: number, out: Float64Array): void {
  let end = Math.max(first, length - 1)
  for (; end + 3 < values.length; end += 4) {
    const start = end - length + 1
    const first0 = values[start] as number
    const first1 = values[start + 1] as number
    const first2 = values[start + 2] as number
    const first3 = values[start + 3] as number
    let value0 = first0
    let value1 = first1
    let value2 = first2
    let sum0 = 0
    let sum1 = 0
    let sum2 = 0
    let sum3 = 0
    for (let i = start + 3; i < end + 4; i++) {
      const value3 = values[i] as number
      sum0 += value0 - first0
      sum1 += value1 - first1
      sum2 += value2 - first2
      sum3 += value3 - first3
      value0 = value1
      value1 = value2
      value2 = value3
    }
    const row = end - first
    out[row] = sum0 / length
    out[row + 1] = sum1 / length
    out[row + 2] = sum2 / length
    out[row + 3] = sum3 / length
  }
  for (; end < values.length; end++) out[end - first] = meanAboveFirst(values, end - length + 1, length)
}

/**
 * Standard deviation of the same windows about those means, the squares divided by `length - ddof`; `out` may be `means`.
 * A pass of its own: differences of running sums lose their digits after a spike.
 */
export function deviations(
  values: Column,
  length: number,
  first: number,
  means: Float64Array,
  out: Float64Array,
  ddof: number,
): void {
  const count = length - ddof
  let end = Math.max(first, length - 1)
  for (; end + 3 < values.length; end += 4) {
    const start = end - length + 1
    const row = end - first
    const first0 = values[start] as number
    const first1 = values[start + 1] as number
    const first2 = values[start + 2] as number
    const first3 = values[start + 3] as number
    const mean0 = means[row] as number
    const mean1 = means[row + 1] as number
    const mean2 = means[row + 2] as number
    const mean3 = means[row + 3] as number
    let value0 = first0
    let value1 = first1
    let value2 = first2
    let sum0 = 0
    let sum1 = 0
    let sum2 = 0
    let sum3 = 0
    for (let i = start + 3; i < end + 4; i++) {
      const value3 = values[i] as number
      const distance0 = value0 - first0 - mean0
      const distance1 = value1 - first1 - mean1
      const distance2 = value2 - first2 - mean2
      const distance3 = value3 - first3 - mean3
      sum0 += distance0 * distance0
      sum1 += distance1 * distance1
      sum2 += distance2 * distance2
      sum3 += distance3 * distance3
      value0 = value1
      value1 = value2
      value2 = value3
    }
    out[row] = Math.sqrt(sum0 / count)
    out[row + 1] = Math.sqrt(sum1 / count)
    out[row + 2] = Math.sqrt(sum2 / count)
    out[row + 3] = Math.sqrt(sum3 / count)
  }
  for (; end < values.length; end++) {
    const squares = squaresAbout(values, end - length + 1, length, means[end - first] as number)
    out[end - first] = Math.sqrt(squares / count)
  }
}

function meanAboveFirst(values: Column, start: number, length: number): number {
  const first = values[start] as number
  let sum = 0
  for (let i = start; i < start + length; i++) sum += (values[i] as number) - first
  return sum / length
}

function squaresAbout(values: Column, start: number, length: number, meanAbove: number): number {
  const first = values[start] as number
  let squares = 0
  for (let i = start; i < start + length; i++) {
    const distance = (values[i] as number) - first - meanAbove
    squares += distance * distance
  }
  return squares
}

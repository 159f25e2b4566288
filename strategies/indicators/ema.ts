/** Exponential moving averages. */

import type { Column } from '../../engine/model/column.ts'
import type { Kernel, Signal } from '../../engine/model/signal.ts'
import { indicator, requireWhole } from './indicator.ts'

/**
 * Average that moves to each new value by alpha = 2/(length + 1) of the distance. It begins with the mean of the first
 * `length` values in a row (`seed` 'sma', as in TTR and TA-Lib: NaN before) or with the first value ('first', pandas'
 * ewm with adjust=False). Where a value is missing it is NaN; it goes on with the next one, which counts for more:
 * the past has aged by a row, and the two weights are brought to a sum of 1.
 * Throws a DataError unless `length` is a whole number above zero.
 */
export function ema(input: Signal, length: number, seed: 'sma' | 'first' = 'sma'): Signal {
  const alpha = 2 / (length + 1)
  return indicator({
    operation: 'ema',
    parameters: seed === 'sma' ? [length] : [length, seed],
    inputs: [input],
    kernel: exponential(length, {
      seedLength: seed === 'sma' ? length : 1,
      decay: 1 - alpha,
      fresh: alpha,
      growing: false,
    }),
  })
}

/**
 * Mean of all values so far, each weighted with (1 - alpha)^age, alpha = 2/(length + 1) and the age in rows: pandas' ewm
 * with adjust=True. It begins with the first value. Where a value is missing it is NaN, and goes on with the next one.
 * Throws a DataError unless `length` is a whole number above zero.
 */
export const emaAdjusted = (input: Signal, length: number): Signal =>
  indicator({
    operation: 'emaAdjusted',
    parameters: [length],
    inputs: [input],
    kernel: exponential(length, { seedLength: 1, decay: 1 - 2 / (length + 1), fresh: 1, growing: true }),
  })

/**
 * The exponential average with alpha = 1/length, which begins with the mean of the first `length` values in a row (TTR's
 * EMA with wilder=TRUE); NaN before. A missing value is treated as in `ema`.
 * Throws a DataError unless `length` is a whole number above zero.
 */
export const wilder = (input: Signal, length: number): Signal =>
  indicator({
    operation: 'wilder',
    parameters: [length],
    inputs: [input],
    kernel: exponential(length, {
      seedLength: length,
      decay: 1 - 1 / length,
      fresh: 1 / length,
      growing: false,
    }),
  })

/** How an exponential average begins and forgets. */
interface Forgetting {
  /** The average begins with the mean of the first values in a row, so many. */
  readonly seedLength: number
  /** What is left of the past's weight a row later. */
  readonly decay: number
  /** Weight of a new value. */
  readonly fresh: number
  /** True: the past's weight is that of all values so far. False: it is 1 again after every value. */
  readonly growing: boolean
}

interface Memory {
  /** NaN before it begins. */
  average: number
  /** The past's. */
  weight: number
  /** Values in a row until it begins, the first of them, and the sum of their distances from it. */
  seen: number
  first: number
  sum: number
}

/**
 * NaN until the average begins and where a value is missing. A missing value leaves the average as it is but ages it:
 * the next value counts for more, as the documentation of pandas' ewm has it for its default.
 * Throws a DataError unless `length` is a whole number above zero.
 */
function exponential(length: number, forgetting: Forgetting): () => Kernel {
  requireWhole('length', length)
  return () => {
    const memory: Memory = { average: Number.NaN, weight: 0, seen: 0, first: Number.NaN, sum: 0 }
    return ([values], out) => {
      if (values) advance(values, begin(values, forgetting, memory, out), forgetting, memory, out)
    }
  }
}

/** Fills the rows up to the one with which the average begins, and gives the row after. */
function begin(values: Column, { seedLength }: Forgetting, memory: Memory, out: Float64Array): number {
  let row = 0
  for (; memory.seen < seedLength && row < out.length; row++) {
    const value = values[row] as number
    out[row] = Number.NaN
    if (Number.isNaN(value)) {
      memory.seen = 0
      continue
    }
    if (memory.seen === 0) {
      memory.first = value
      memory.sum = 0
    }
    memory.seen++
    memory.sum += value - memory.first
    if (memory.seen < seedLength) continue
    memory.average = memory.first + memory.sum / seedLength
    memory.weight = 1
    out[row] = memory.average
  }
  return row
}

function advance(
  values: Column,
  start: number,
  { decay, fresh, growing }: Forgetting,
  memory: Memory,
  out: Float64Array,
): void {
  let { average, weight } = memory
  for (let row = start; row < out.length; row++) {
    const value = values[row] as number
    weight *= decay
    if (Number.isNaN(value)) out[row] = value
    else {
      // Length 1 has no past: it must not come back by way of a difference from a spike.
      average = weight === 0 ? value : average + ((value - average) * fresh) / (weight + fresh)
      weight = growing ? weight + fresh : 1
      out[row] = average
    }
  }
  memory.average = average
  memory.weight = weight
}

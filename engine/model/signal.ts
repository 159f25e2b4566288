/** A signal: a causal expression over columns, named by a key so that equal ones are computed once. */

import { BAR_FIELDS, type BarField } from './block.ts'
import { DataError } from './errors.ts'

/** Computes one block: reads as many rows as `out` has from each input and keeps its memory for the next block. */
export type Kernel = (inputs: readonly Float64Array[], out: Float64Array) => void

export interface Signal {
  /** Operation, parameters and inputs; equal keys are the same signal. */
  readonly key: string
  /** The instrument or index whose bars are its grid: one value a bar. */
  readonly grid: string
  /** A column of the grid's bars, for a signal without inputs. */
  readonly field: BarField | null
  readonly inputs: readonly Signal[]
  /** True: it speaks where its value is neither 0 nor NaN. False: at every bar with a value. */
  readonly event: boolean
  /** Makes a fresh memory. Null for a column. */
  readonly kernel: (() => Kernel) | null
}

/** A column of a grid's bars as a signal. */
export function column(grid: string, field: BarField): Signal {
  if (!BAR_FIELDS.includes(field))
    throw new DataError(`no such column; there are ${BAR_FIELDS.join(', ')}`, { value: field })
  return { key: `${field}(${grid})`, grid, field, inputs: [], event: false, kernel: null }
}

/**
 * A signal computed from others on the same grid.
 * `inputs` must not be empty; throws a DataError when their grids differ.
 */
export function derive(options: {
  readonly operation: string
  readonly parameters: readonly (number | string)[]
  readonly inputs: readonly Signal[]
  readonly event?: boolean
  readonly kernel: () => Kernel
}): Signal {
  const [first] = options.inputs
  const stranger = options.inputs.find(input => input.grid !== first?.grid)
  if (!first || stranger) {
    throw new DataError('a signal needs inputs on one grid', {
      field: options.operation,
      value: stranger?.key ?? 'none',
    })
  }
  return {
    key: `${options.operation}(${[...options.inputs.map(input => input.key), ...options.parameters].join(',')})`,
    grid: first.grid,
    field: null,
    inputs: options.inputs,
    event: options.event ?? false,
    kernel: options.kernel,
  }
}

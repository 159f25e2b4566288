/** A signal: a causal expression over columns, named by a key so that equal ones are computed once. */

import { BAR_FIELDS, type BarField } from './block.ts'
import type { Column } from './column.ts'
import { DataError } from './errors.ts'
import { frozenCopy } from './frozen-copy.ts'
import { ofLibrary } from './library.ts'

/**
 * Computes one block: reads as many rows as `out` has from each input and keeps its memory for the next block. The inputs
 * hold for the call alone; one that it writes into is a StrategyError.
 */
export type Kernel = (inputs: readonly Column[], out: Float64Array) => void

/** Where a signal has values: at each bar of an instrument or index, or once a session, at its close. */
export interface Grid {
  readonly key: string
  readonly instrument: string
  readonly every: 'bar' | 'session'
}

/** What a signal is made of. `kernel` makes a fresh memory. */
export type SignalSource =
  | { readonly kind: 'column'; readonly field: BarField }
  | { readonly kind: 'derived'; readonly inputs: readonly Signal[]; readonly kernel: () => Kernel }
  | { readonly kind: 'asOf'; readonly slow: Signal }

/** A signal by its name alone, which is all that a record or a working order keeps of it. */
export interface SignalName {
  /** Operation, parameters and inputs; equal keys are the same signal within an account. */
  readonly key: string
  readonly grid: Grid
}

/** Whoever names the same signal shares it, so nobody can change it. */
export interface Signal extends SignalName {
  /** True: it speaks where its value is neither 0 nor NaN. False: at every row of its grid with a value. */
  readonly event: boolean
  readonly source: SignalSource
}

const gridOf = (instrument: string, every: Grid['every']): Grid => ({
  key: every === 'bar' ? instrument : `${instrument} by session`,
  instrument,
  every,
})

/**
 * A column of an instrument's bars as a signal; with `every: 'session'` of the bars that its sessions make: first open,
 * highest high, lowest low, last close and settlement, summed volume, known at the session's close.
 */
export function column(instrument: string, field: BarField, every: Grid['every'] = 'bar'): Signal {
  if (!BAR_FIELDS.includes(field))
    throw new DataError(`no such column; there are ${BAR_FIELDS.join(', ')}`, { value: field })
  const grid = gridOf(instrument, every)
  return ofLibrary(
    frozenCopy<Signal>({
      key: `${field}(${grid.key})`,
      grid,
      event: false,
      source: { kind: 'column', field },
    }),
  )
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
  const stranger = options.inputs.find(input => input.grid.key !== first?.grid.key)
  if (!first || stranger) {
    throw new DataError('a signal needs inputs on one grid; bring them together with asOf(slow, fast)', {
      field: options.operation,
      value: stranger?.key ?? 'none',
    })
  }
  return frozenCopy<Signal>({
    key: `${options.operation}(${[...options.inputs.map(input => input.key), ...options.parameters].join(',')})`,
    grid: first.grid,
    event: options.event ?? false,
    source: { kind: 'derived', inputs: options.inputs, kernel: options.kernel },
  })
}

/** The latest value of `slow` at each instant of the grid of `fast`: the one place where two grids meet. */
export const asOf = (slow: Signal, fast: Signal): Signal =>
  ofLibrary(
    frozenCopy<Signal>({
      key: `asOf(${slow.key},${fast.grid.key})`,
      grid: fast.grid,
      event: false,
      source: { kind: 'asOf', slow },
    }),
  )

/** What a signal is computed from directly. */
export function inputsOf({ source }: Signal): readonly Signal[] {
  if (source.kind === 'column') return []
  return source.kind === 'derived' ? source.inputs : [source.slow]
}

/** The instruments whose bars a signal needs, its inputs' included. */
export const instrumentsOf = (signal: Signal): string[] => [
  ...new Set([signal.grid.instrument, ...inputsOf(signal).flatMap(instrumentsOf)]),
]

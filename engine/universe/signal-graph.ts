/** Computes the signals of all strategies over the bars of a block, what they share once. */

import type { BarColumns } from '../model/block.ts'
import { StrategyError } from '../model/errors.ts'
import { isOfLibrary } from '../model/library.ts'
import { inputsOf, type Kernel, type Signal, type SignalName } from '../model/signal.ts'
import { type KernelCall, kernelCall } from './kernel-call.ts'

/** A signal with its values on the grid's current block. */
export interface SignalValues {
  readonly signal: Signal
  /** One for each bar of the block. */
  readonly values: Float64Array
  /** The value on the row before the block; NaN at the beginning. */
  readonly before: number
  /** What its kernel, or one that it is made of, has thrown; it has no values from then on. */
  readonly failure: Failure | null
}

interface Failure {
  readonly error: unknown
}

interface Node extends SignalValues {
  readonly inputs: readonly Node[]
  readonly kernel: Kernel | null
  times: Float64Array
  values: Float64Array
  /** Memory for values that the signal's own kernel writes, used again for each block. */
  room: Float64Array
  before: number
  failure: Failure | null
}

/** The signals of a run in the order in which they can be computed. */
export interface SignalGraph {
  /**
   * Adds a signal and what it is made of. Signals of the library are the same for all; those that a user made, and what
   * is made of them, are the same within an account: two users may have given one key to different kernels.
   */
  add(signal: Signal, account: string): SignalValues
  /** Computes the next block, by key of the grid; the bars follow on those of the call before. */
  compute(bars: ReadonlyMap<string, BarColumns>): void
}

const NONE = new Float64Array(0)

/** A strategy looks at a signal that it never asked for. */
export const unregistered = ({ key }: SignalName): StrategyError =>
  new StrategyError(
    `signal ${key} is part of no bus.when(…) and no bus.compute(…); ask for it while the strategy's run function is called`,
  )

const isForAll = (signal: Signal): boolean => isOfLibrary(signal) && inputsOf(signal).every(isForAll)

export function signalGraph(): SignalGraph {
  const nodes = new Map<string, Node>()
  const call = kernelCall()

  const add = (signal: Signal, account: string): Node => {
    const key = isForAll(signal) ? signal.key : `${signal.key} of ${account}`
    const known = nodes.get(key)
    if (known) return known
    const node: Node = {
      signal,
      inputs: inputsOf(signal).map(input => add(input, account)),
      kernel: signal.source.kind === 'derived' ? signal.source.kernel() : null,
      times: NONE,
      values: NONE,
      room: NONE,
      before: Number.NaN,
      failure: null,
    }
    nodes.set(key, node)
    return node
  }

  return {
    add,
    compute(bars) {
      for (const node of nodes.values()) {
        const columns = bars.get(node.signal.grid.key)
        if (columns) advance(node, columns, call)
      }
    },
  }
}

function advance(node: Node, bars: BarColumns, call: KernelCall): void {
  const { source } = node.signal
  node.before = node.values[node.values.length - 1] ?? node.before
  node.times = bars.time
  if (source.kind === 'column') {
    node.values = bars[source.field]
    return
  }
  node.values = blank(node, bars.length)
  node.failure ??= node.inputs.find(input => input.failure)?.failure ?? null
  if (!node.failure) fill(node, call)
  if (node.failure) node.values.fill(Number.NaN)
}

/** A kernel that throws is the end of those who asked for it, not of all: they meet its error where they look at it. */
function fill(node: Node, call: KernelCall): void {
  const { signal, kernel, inputs, times, values } = node
  const [slow] = inputs
  if (!kernel) {
    if (slow) carry(slow, times, values)
    return
  }
  try {
    call(
      signal,
      kernel,
      inputs.map(input => input.values),
      values,
    )
  } catch (error) {
    node.failure = { error }
  }
}

/** Kernels of the library write every row. */
function blank(node: Node, rows: number): Float64Array {
  if (node.room.length < rows) node.room = new Float64Array(rows)
  const out = node.room.subarray(0, rows)
  return isOfLibrary(node.signal) ? out : out.fill(0)
}

/** Writes the latest value of `slow` at each time. Its block may be an older one: all of that is past, then. */
function carry(slow: Node, times: Float64Array, out: Float64Array): void {
  let latest = slow.before
  let next = 0
  for (let row = 0; row < out.length; row++) {
    while ((slow.times[next] ?? Number.POSITIVE_INFINITY) <= (times[row] as number))
      latest = slow.values[next++] as number
    out[row] = latest
  }
}

/** The rows of the block at which any of the signals, all of one grid, speaks, one that failed at each; ascending. */
export function speakingRows(signals: readonly SignalValues[], length: number): Int32Array {
  const marks = new Uint8Array(length)
  let count = 0
  for (const { signal, values, failure } of signals)
    count += failure ? markAll(marks) : signal.event ? markEvents(values, marks) : markValues(values, marks)
  const rows = new Int32Array(count)
  for (let row = 0, next = 0; next < count; row++) if (marks[row] === 1) rows[next++] = row
  return rows
}

/** Gives how many rows it marked that were not, as do the others. */
function markAll(marks: Uint8Array): number {
  const count = marks.reduce((sum, mark) => sum + 1 - mark, 0)
  marks.fill(1)
  return count
}

function markEvents(values: Float64Array, marks: Uint8Array): number {
  let count = 0
  for (let row = 0; row < values.length; row++) {
    if (!(Math.abs(values[row] as number) > 0)) continue
    count += 1 - (marks[row] as number)
    marks[row] = 1
  }
  return count
}

function markValues(values: Float64Array, marks: Uint8Array): number {
  let count = 0
  for (let row = 0; row < values.length; row++) {
    if (Number.isNaN(values[row])) continue
    count += 1 - (marks[row] as number)
    marks[row] = 1
  }
  return count
}

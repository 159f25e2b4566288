/** Computes the signals of all strategies over the bars of a block, each key once. */

import type { BarColumns } from '../model/block.ts'
import { StrategyError } from '../model/errors.ts'
import { type Grid, inputsOf, type Kernel, type Signal, type SignalName } from '../model/signal.ts'
import { type KernelCall, kernelCall } from './kernel-call.ts'

/** A signal with its values on the grid's current block. */
interface Node {
  readonly signal: Signal
  readonly inputs: readonly Node[]
  readonly kernel: Kernel | null
  times: Float64Array
  values: Float64Array
  /** Memory for values that the signal's own kernel writes, used again for each block. */
  room: Float64Array
  /** The value on the row before the block; NaN at the beginning. */
  before: number
}

/** The signals of a run in the order in which they can be computed. */
export interface SignalGraph {
  /** Adds a signal and what it is made of. */
  add(signal: Signal): void
  /** The grids that the signals live on. */
  grids(): readonly Grid[]
  /** Computes the next block, by key of the grid; the bars follow on those of the call before. */
  compute(bars: ReadonlyMap<string, BarColumns>): void
  /** The signal of a key; null where none was added. */
  find(key: string): Signal | null
  /** The signal's values, one for each bar of the grid's current block. */
  values(signal: SignalName): Float64Array
  /** The signal's value on the last row before the grid's current block. */
  before(signal: SignalName): number
}

const NONE = new Float64Array(0)

/** A strategy looks at a signal that it never asked for. */
export const unregistered = ({ key }: SignalName): StrategyError =>
  new StrategyError(
    `signal ${key} is part of no bus.when(…) and no bus.compute(…); ask for it while the strategy's run function is called`,
  )

export function signalGraph(): SignalGraph {
  const nodes = new Map<string, Node>()
  const call = kernelCall()

  const nodeOf = (signal: SignalName): Node => {
    const node = nodes.get(signal.key)
    if (!node) throw unregistered(signal)
    return node
  }

  const add = (signal: Signal): void => {
    if (nodes.has(signal.key)) return
    inputsOf(signal).forEach(add)
    nodes.set(signal.key, {
      signal,
      inputs: inputsOf(signal).map(nodeOf),
      kernel: signal.source.kind === 'derived' ? signal.source.kernel() : null,
      times: NONE,
      values: NONE,
      room: NONE,
      before: Number.NaN,
    })
  }

  return {
    add,
    grids: () => [
      ...new Map([...nodes.values()].map(({ signal }) => [signal.grid.key, signal.grid])).values(),
    ],
    compute(bars) {
      for (const node of nodes.values()) {
        const columns = bars.get(node.signal.grid.key)
        if (columns) advance(node, columns, call)
      }
    },
    find: key => nodes.get(key)?.signal ?? null,
    values: signal => nodeOf(signal).values,
    before: signal => nodeOf(signal).before,
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
  const [slow] = node.inputs
  if (node.kernel) {
    const inputs = node.inputs.map(input => input.values)
    call(node.signal, node.kernel, inputs, node.values)
  } else if (slow) carry(slow, node.times, node.values)
}

function blank(node: Node, rows: number): Float64Array {
  if (node.room.length < rows) node.room = new Float64Array(rows)
  return node.room.subarray(0, rows).fill(0)
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

/** The rows at which any of the signals speaks, ascending; `graph` holds the block's values. */
export function speakingRows(graph: SignalGraph, signals: readonly Signal[], length: number): Int32Array {
  const columns = signals.map(signal => ({ values: graph.values(signal), event: signal.event }))
  const rows = new Int32Array(length)
  let count = 0
  for (let row = 0; row < length; row++) {
    for (const { values, event } of columns) {
      const value = values[row] as number
      if (Number.isNaN(value) || (event && value === 0)) continue
      rows[count++] = row
      break
    }
  }
  return rows.subarray(0, count)
}

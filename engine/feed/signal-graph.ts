/** Computes the signals of all strategies over the bars of a block, each key once. */

import type { BarColumns } from '../model/block.ts'
import { StrategyError } from '../model/errors.ts'
import type { Kernel, Signal } from '../model/signal.ts'

interface Node {
  readonly signal: Signal
  readonly kernel: Kernel | null
  values: Float64Array
}

/** The signals of a run in the order in which they can be computed. */
export interface SignalGraph {
  /** Adds a signal and what it is made of. */
  add(signal: Signal): void
  /** Computes the next block of a grid; `bars` follow on those of the call before. */
  compute(grid: string, bars: BarColumns): void
  /** The signal's values, one for each bar of the grid's current block. */
  values(signal: Signal): Float64Array
}

const NONE = new Float64Array(0)

export function signalGraph(): SignalGraph {
  const nodes = new Map<string, Node>()

  const valuesOf = (signal: Signal): Float64Array => {
    const node = nodes.get(signal.key)
    if (!node)
      throw new StrategyError(
        `signal ${signal.key} is part of no bus.when(…); ask for it while the strategy's run function is called`,
      )
    return node.values
  }

  const add = (signal: Signal): void => {
    if (nodes.has(signal.key)) return
    signal.inputs.forEach(add)
    nodes.set(signal.key, { signal, kernel: signal.kernel?.() ?? null, values: NONE })
  }

  return {
    add,
    compute(grid, bars) {
      for (const node of nodes.values()) {
        if (node.signal.grid !== grid) continue
        if (node.signal.field) node.values = bars[node.signal.field]
        else if (node.kernel) {
          node.values = new Float64Array(bars.length)
          node.kernel(node.signal.inputs.map(valuesOf), node.values)
        }
      }
    },
    values: valuesOf,
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

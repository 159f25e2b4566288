/** Computes a signal over closes, whole or cut into blocks. */

import { cutBars, emptyBars } from '../../../engine/model/block.ts'
import { column, derive, type Signal } from '../../../engine/model/signal.ts'
import { signalGraph } from '../../../engine/universe/signal-graph.ts'

export const CLOSE = column('GC', 'close')

/** No value. */
export const NONE = Number.NaN

/** The signal's value at each close, computed in blocks that end at the cuts. */
export function evaluate(
  signal: Signal,
  closes: readonly number[],
  cuts: readonly number[] = [],
): readonly number[] {
  const bars = emptyBars('GC', closes.length)
  bars.close.set(closes)
  const graph = signalGraph()
  const added = graph.add(signal, '')
  const inside = cuts.filter(cut => cut > 0 && cut < closes.length)
  const ends = [...new Set([0, ...inside, closes.length])].sort((a, b) => a - b)
  return ends.slice(1).flatMap((end, i) => {
    graph.compute(new Map([['GC', cutBars(bars, ends[i] ?? 0, end)]]))
    return [...added.values]
  })
}

/** A signal that always has this value. */
export const constant = (value: number): Signal =>
  derive({
    operation: 'constant',
    parameters: [value],
    inputs: [CLOSE],
    kernel: () => (_, out) => out.fill(value),
  })

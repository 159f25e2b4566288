/** Signals over blocks: each key once, and the same values however the bars are cut. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BarColumns, cutBars } from '../../../engine/model/block.ts'
import { column, derive, type Signal } from '../../../engine/model/signal.ts'
import { signalGraph, speakingRows } from '../../../engine/universe/signal-graph.ts'
import { barsOf } from './columns.ts'

const close = column('GC', 'close')

/** The running sum of its input; counts how often it computes a row. */
function runningSum(input: Signal, counter = { rows: 0, kernels: 0 }): Signal {
  return derive({
    operation: 'runningSum',
    parameters: [],
    inputs: [input],
    kernel: () => {
      counter.kernels++
      let sum = 0
      return ([values], out) => {
        for (let row = 0; row < out.length; row++) {
          counter.rows++
          sum += values?.[row] ?? 0
          out[row] = sum
        }
      }
    },
  })
}

const plus = (a: Signal, b: Signal): Signal =>
  derive({
    operation: 'plus',
    parameters: [],
    inputs: [a, b],
    kernel:
      () =>
      ([first, second], out) => {
        for (let row = 0; row < out.length; row++) out[row] = (first?.[row] ?? 0) + (second?.[row] ?? 0)
      },
  })

const closes = (...values: readonly number[]) =>
  barsOf(
    'GC',
    values.map((value, time) => ({ time, close: value, open: value / 2 })),
  )

const gc = (bars: BarColumns) => new Map([['GC', bars]])

describe('a graph of signals', () => {
  it('computes inputs before what is made of them, whatever is added first', () => {
    const graph = signalGraph()
    const sum = runningSum(close)
    graph.add(plus(sum, close))
    graph.add(sum)
    graph.compute(gc(closes(1, 2, 3)))
    expect([...graph.values(plus(sum, close))]).toEqual([2, 5, 9])
    expect([...graph.values(sum)]).toEqual([1, 3, 6])
  })

  it('computes a shared key once, though two strategies made it', () => {
    const counter = { rows: 0, kernels: 0 }
    const graph = signalGraph()
    for (let strategy = 0; strategy < 20; strategy++) graph.add(runningSum(close, counter))
    graph.add(plus(runningSum(close, counter), runningSum(close, counter)))
    graph.compute(gc(closes(1, 2, 3)))
    expect(counter).toEqual({ rows: 3, kernels: 1 })
  })

  it('gives a second graph its own memory of the same signal', () => {
    const sum = runningSum(close)
    const graphs = [signalGraph(), signalGraph()]
    for (const graph of graphs) {
      graph.add(sum)
      graph.compute(gc(closes(5)))
      graph.compute(gc(closes(6)))
    }
    expect(graphs.map(graph => [...graph.values(sum)])).toEqual([[11], [11]])
  })

  it('reads the column that a signal names', () => {
    const graph = signalGraph()
    const open = column('GC', 'open')
    graph.add(open)
    graph.compute(gc(closes(2, 4)))
    expect([...graph.values(open)]).toEqual([1, 2])
  })

  it('stops at a kernel that writes into an input, and spares the bars', () => {
    const bars = closes(3, Number.NaN, 1)
    const sorting = derive({
      operation: 'sorting',
      parameters: [],
      inputs: [close],
      kernel:
        () =>
        ([values], out) => {
          out.set((values as Float64Array).sort())
        },
    })
    const graph = signalGraph()
    graph.add(sorting)
    expect(() => graph.compute(gc(bars))).toThrow(
      'the kernel of signal sorting(close(GC)) wrote into its inputs',
    )
    expect([...bars.close]).toEqual([3, Number.NaN, 1])
  })

  it('lets a kernel sort what it has copied', () => {
    const sorted = derive({
      operation: 'sorted',
      parameters: [],
      inputs: [close],
      kernel:
        () =>
        ([values], out) => {
          out.set(values?.toSorted() ?? [])
        },
    })
    const graph = signalGraph()
    graph.add(sorted)
    graph.compute(gc(closes(3, 2, 1)))
    expect([...graph.values(sorted)]).toEqual([1, 2, 3])
  })

  it('leaves other grids alone', () => {
    const graph = signalGraph()
    const other = runningSum(column('CL', 'close'))
    graph.add(runningSum(close))
    graph.add(other)
    graph.compute(gc(closes(1, 2)))
    expect([...graph.values(other)]).toEqual([])
  })

  it('does not answer for a signal that it was never given', () => {
    expect(() => signalGraph().values(close)).toThrow('signal close(GC) is part of no bus.when')
  })

  it('gives the same values for every cut of the bars', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 40 }),
        fc.array(fc.nat({ max: 40 })),
        (values, at) => {
          const bars = closes(...values)
          const sum = runningSum(close)
          const signal = plus(runningSum(sum), close)
          const whole = signalGraph()
          whole.add(signal)
          whole.compute(gc(bars))
          const cut = signalGraph()
          cut.add(signal)
          const ends = [...new Set([0, ...at.filter(one => one < bars.length), bars.length])].sort(
            (a, b) => a - b,
          )
          const seen = ends.slice(1).flatMap((end, i) => {
            cut.compute(gc(cutBars(bars, ends[i] ?? 0, end)))
            return [...cut.values(signal)]
          })
          expect(seen).toEqual([...whole.values(signal)])
        },
      ),
      { seed: 21 },
    )
  })
})

describe('the rows at which signals speak', () => {
  const event: Signal = { ...close, key: 'event', event: true }
  const values = (...list: readonly number[]) => {
    const graph = signalGraph()
    graph.add(close)
    graph.add(event)
    graph.compute(gc(closes(...list)))
    return graph
  }

  it('of a plain signal are those with a value', () => {
    const graph = values(Number.NaN, 0, 1, Number.NaN, -1)
    expect([...speakingRows(graph, [close], 5)]).toEqual([1, 2, 4])
  })

  it('of an event are those where it is not zero', () => {
    const graph = values(Number.NaN, 0, 1, Number.NaN, -1)
    expect([...speakingRows(graph, [event], 5)]).toEqual([2, 4])
  })

  it('of several are named once', () => {
    const graph = values(Number.NaN, 0, 1)
    expect([...speakingRows(graph, [event, close, event], 3)]).toEqual([1, 2])
    expect([...speakingRows(graph, [], 3)]).toEqual([])
  })
})

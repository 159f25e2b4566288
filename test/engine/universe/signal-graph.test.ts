/** Signals over blocks: each key once, and the same values however the bars are cut. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BarColumns, cutBars } from '../../../engine/model/block.ts'
import { column, derive, type Signal } from '../../../engine/model/signal.ts'
import { signalGraph, speakingRows } from '../../../engine/universe/signal-graph.ts'
import { sma } from '../../../strategies/indicators/index.ts'
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
    const more = graph.add(plus(sum, close), '')
    const added = graph.add(sum, '')
    graph.compute(gc(closes(1, 2, 3)))
    expect([...more.values]).toEqual([2, 5, 9])
    expect([...added.values]).toEqual([1, 3, 6])
  })

  it('computes a key once for an account, however often it is made', () => {
    const counter = { rows: 0, kernels: 0 }
    const graph = signalGraph()
    for (let strategy = 0; strategy < 20; strategy++) graph.add(runningSum(close, counter), '')
    graph.add(plus(runningSum(close, counter), runningSum(close, counter)), '')
    graph.compute(gc(closes(1, 2, 3)))
    expect(counter).toEqual({ rows: 3, kernels: 1 })
  })

  it('gives a second graph its own memory of the same signal', () => {
    const sum = runningSum(close)
    const values = [signalGraph(), signalGraph()].map(graph => {
      const added = graph.add(sum, '')
      graph.compute(gc(closes(5)))
      graph.compute(gc(closes(6)))
      return [...added.values]
    })
    expect(values).toEqual([[11], [11]])
  })

  it('reads the column that a signal names', () => {
    const graph = signalGraph()
    const open = column('GC', 'open')
    const added = graph.add(open, '')
    graph.compute(gc(closes(2, 4)))
    expect([...added.values]).toEqual([1, 2])
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
    const added = graph.add(sorting, '')
    graph.compute(gc(bars))
    const error = added.failure?.error
    expect(error instanceof Error ? error.message : null).toContain(
      'the kernel of signal sorting(close(GC)) wrote into its inputs',
    )
    expect([...added.values]).toEqual([Number.NaN, Number.NaN, Number.NaN])
    expect([...bars.close]).toEqual([3, Number.NaN, 1])
  })

  it('has no values of what is made of a signal whose kernel threw, and goes on with all others', () => {
    const error = new Error('oh no')
    let calls = 0
    const throwing = derive({
      operation: 'throwing',
      parameters: [],
      inputs: [close],
      kernel: () => () => {
        calls++
        throw error
      },
    })
    const graph = signalGraph()
    const made = graph.add(plus(throwing, close), '')
    const other = graph.add(runningSum(close), '')
    graph.compute(gc(closes(1, 2)))
    graph.compute(gc(closes(3)))
    expect(made.failure?.error).toBe(error)
    expect([...made.values]).toEqual([Number.NaN])
    expect([...speakingRows([made], 1)]).toEqual([0])
    expect([...other.values]).toEqual([6])
    expect(calls).toBe(1)
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
    const added = graph.add(sorted, '')
    graph.compute(gc(closes(3, 2, 1)))
    expect([...added.values]).toEqual([1, 2, 3])
  })

  it('leaves other grids alone', () => {
    const graph = signalGraph()
    const other = runningSum(column('CL', 'close'))
    graph.add(runningSum(close), '')
    const added = graph.add(other, '')
    graph.compute(gc(closes(1, 2)))
    expect([...added.values]).toEqual([])
  })

  it('keeps what users made under one key apart, by account, with all that is made of it', () => {
    const scaled = (factor: number) =>
      derive({
        operation: 'scaled',
        parameters: [],
        inputs: [close],
        kernel:
          () =>
          ([values], out) => {
            for (let row = 0; row < out.length; row++) out[row] = factor * (values?.[row] ?? 0)
          },
      })
    const graph = signalGraph()
    const made = [2, 3].flatMap((factor, account) => [
      graph.add(scaled(factor), `${account}`),
      graph.add(sma(scaled(factor), 2), `${account}`),
    ])
    expect(made.map(({ signal }) => signal.key)).toEqual([
      'scaled(close(GC))',
      'sma(scaled(close(GC)),2)',
      'scaled(close(GC))',
      'sma(scaled(close(GC)),2)',
    ])
    graph.compute(gc(closes(1, 3)))
    expect(made.map(({ values }) => values.at(-1))).toEqual([6, 4, 9, 6])
  })

  it('computes what the library made once for all accounts', () => {
    const graph = signalGraph()
    expect(graph.add(sma(close, 2), '0')).toBe(graph.add(sma(close, 2), '1'))
  })

  it('takes no copy of a signal of the library with another kernel for one of the library', () => {
    const real = sma(close, 2)
    const faked: Signal = { ...real, source: runningSum(close).source }
    const graph = signalGraph()
    graph.add(real, '0')
    const added = graph.add(faked, '1')
    graph.compute(gc(closes(1, 3)))
    expect([...added.values]).toEqual([1, 4])
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
          const expected = whole.add(signal, '')
          whole.compute(gc(bars))
          const cut = signalGraph()
          const added = cut.add(signal, '')
          const ends = [...new Set([0, ...at.filter(one => one < bars.length), bars.length])].sort(
            (a, b) => a - b,
          )
          const seen = ends.slice(1).flatMap((end, i) => {
            cut.compute(gc(cutBars(bars, ends[i] ?? 0, end)))
            return [...added.values]
          })
          expect(seen).toEqual([...expected.values])
        },
      ),
      { seed: 21 },
    )
  })
})

describe('the rows at which signals speak', () => {
  const event: Signal = { ...close, key: 'event', event: true }
  /** The rows of a block of these closes, of which any of the signals speaks. */
  const rows = (list: readonly number[], ...signals: readonly Signal[]): number[] => {
    const graph = signalGraph()
    const added = signals.map(signal => graph.add(signal, ''))
    graph.compute(gc(closes(...list)))
    return [...speakingRows(added, list.length)]
  }

  it('of a plain signal are those with a value', () => {
    expect(rows([Number.NaN, 0, 1, Number.NaN, -1], close)).toEqual([1, 2, 4])
  })

  it('of an event are those where it is not zero', () => {
    expect(rows([Number.NaN, 0, 1, Number.NaN, -1, Number.NEGATIVE_INFINITY, -0], event)).toEqual([2, 4, 5])
  })

  it('of several are named once', () => {
    expect(rows([Number.NaN, 0, 1], event, close, event)).toEqual([1, 2])
    expect(rows([Number.NaN, 0, 1])).toEqual([])
  })
})

/** The daily volatility that margin models look at. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutBars } from '../../../engine/model/block.ts'
import { dailySigma } from '../../../engine/universe/daily-sigma.ts'
import { signalGraph } from '../../../engine/universe/signal-graph.ts'
import { barsOf } from './columns.ts'

/** By session; settlements where they are given, else closes. */
function sigmas(
  prices: readonly (number | { settlement: number })[],
  cuts: readonly number[] = [],
): number[] {
  const bars = barsOf(
    'GC',
    prices.map((price, time) =>
      typeof price === 'number' ? { time, close: price } : { time, close: 1, ...price },
    ),
  )
  const graph = signalGraph()
  const signal = dailySigma('GC')
  const added = graph.add(signal, '')
  const ends = [...new Set([...cuts.filter(cut => cut < prices.length), prices.length])].sort((a, b) => a - b)
  return ends.flatMap((end, i) => {
    graph.compute(new Map([[signal.grid.key, cutBars(bars, ends[i - 1] ?? 0, end)]]))
    return [...added.values]
  })
}

describe('daily volatility', () => {
  it('is known from the twentieth return on', () => {
    const seen = sigmas(Array.from({ length: 25 }, (_, i) => 100 * Math.exp(0.01 * (i % 2))))
    expect(seen.findIndex(value => !Number.isNaN(value))).toBe(20)
    expect(seen[20]).toBeCloseTo(0.01, 12)
    expect(seen[24]).toBeCloseTo(0.01, 12)
  })

  it('forgets a shock by three percent of its variance a session', () => {
    const flat = Array.from({ length: 21 }, () => 100)
    const [shock, after] = sigmas([...flat, 110, 110]).slice(-2)
    expect(shock).toBeCloseTo(Math.sqrt(0.03) * Math.log(1.1), 12)
    expect(after).toBeCloseTo(Math.sqrt(0.97 * 0.03) * Math.log(1.1), 12)
  })

  it('takes settlements where there are any, and passes over a session without a price', () => {
    const closes = Array.from({ length: 30 }, (_, i) => 100 + i)
    expect(sigmas(closes.map(settlement => ({ settlement })))).toEqual(sigmas(closes))
    const gap = sigmas([...closes.slice(0, 25), Number.NaN, ...closes.slice(25)])
    expect(gap[25]).toBeNaN()
    expect(gap.at(-1)).toBe(sigmas(closes).at(-1))
  })

  it('is the same however the bars are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 50, max: 150 }), { maxLength: 50 }),
        fc.array(fc.integer({ min: 1, max: 49 }), { maxLength: 5 }),
        (prices, cuts) => {
          expect(sigmas(prices, cuts)).toEqual(sigmas(prices))
        },
      ),
      { seed: 71 },
    )
  })
})

/** What the universe keeps of a market that has passed by. */

import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import type { BarColumns, MarketBlock } from '../../../engine/model/block.ts'
import { MS_PER_DAY } from '../../../engine/model/time.ts'
import { Signals } from '../../../engine/universe/signals.ts'
import { Universe } from '../../../engine/universe/universe.ts'
import { barsOf, chainOf } from './columns.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const DAYS = 30

/** A block of 30 days in which one contract of GC trades and ends; the next block brings the next contract. */
function blockOf(index: number, bars: BarColumns): MarketBlock {
  const after = index * DAYS * MS_PER_DAY
  return {
    after,
    until: after + DAYS * MS_PER_DAY,
    bars: new Map([[bars.instrument, bars]]),
    chains: new Map([
      [
        'OG',
        chainOf('OG', [{ time: after + 1, expiry: 9_999, strike: 100, right: 'call', openInterest: index }]),
      ],
    ]),
  }
}

const contractOf = (index: number): string => `GC ${2000 + index}-01`

const barsIn = (index: number): BarColumns =>
  barsOf(
    contractOf(index),
    Array.from({ length: DAYS }, (_, day) => ({
      time: (index * DAYS + day + 1) * MS_PER_DAY,
      close: 100 + ((day * 7) % 5),
      settlement: 100 + ((day * 7) % 5),
    })),
  )

describe('a universe', () => {
  const session = (_: string, time: number) => ({
    day: Math.ceil(time / MS_PER_DAY),
    close: Math.ceil(time / MS_PER_DAY) * MS_PER_DAY,
  })

  it('lets go of the columns of blocks that have passed, and of the volatility of contracts that ended', async () => {
    const ends = new Map<string, number>()
    const signals = new Signals({
      warmUp: () => ({ bars: 0, after: 0, until: 0, begins: 0 }),
      session,
      endOf: instrument => ends.get(instrument) ?? null,
    })
    signals.watchVolatility('GC')
    const universe = new Universe({
      chains: new Map([['OG', new Set([1])]]),
      signals: [signals],
      chainFacts: () => ({
        dayOf: time => session('OG', time).day,
        oldestDay: () => 0,
        seriesOf: () => undefined,
      }),
    })
    const passed: WeakRef<BarColumns>[] = []
    const sigmas: number[] = []
    for (let index = 0; index < 20; index++) {
      const bars = barsIn(index)
      passed.push(new WeakRef(bars))
      const block = blockOf(index, bars)
      ends.set(contractOf(index), block.until)
      universe.load(block)
      universe.moveTo(block.until)
      sigmas.push(signals.sigma(contractOf(index), universe.time, false))
    }
    await setTimeout(0)
    collect()
    // The last block is at hand, and what the loop held last may be.
    expect(passed.filter(one => one.deref() !== undefined).length).toBeLessThanOrEqual(3)
    expect(sigmas.every(sigma => sigma > 0)).toBe(true)
    const known = (index: number): boolean =>
      !Number.isNaN(signals.sigma(contractOf(index), universe.time, false))
    // A future that waits for its delivery is margined for some weeks.
    expect([0, 15, 16, 17, 18, 19].map(known)).toEqual([false, false, true, true, true, true])
    // What it was last worth is not forgotten.
    expect(universe.bar(contractOf(0))?.latest()?.time).toBe(DAYS * MS_PER_DAY)
  })

  it('looks for the next bar among those that trade, however many have traded', () => {
    const universe = new Universe({
      chains: new Map(),
      signals: [],
      chainFacts: () => ({ dayOf: () => 0, oldestDay: () => 0, seriesOf: () => undefined }),
    })
    for (let index = 0; index < 20; index++) universe.load(blockOf(index, barsIn(index)))
    expect(universe.barsOf('GC').map(({ instrument }) => instrument)).toEqual([contractOf(19)])
    expect(universe.latestBar('GC')).toBe(Number.NEGATIVE_INFINITY)
    universe.moveTo(20 * DAYS * MS_PER_DAY)
    expect(universe.latestBar('GC')).toBe(20 * DAYS * MS_PER_DAY)
  })
})

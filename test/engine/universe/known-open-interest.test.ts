/** Open interest is served as it was known: never before the session it can have been published in. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChainColumns } from '../../../engine/model/block.ts'
import { knownOpenInterest } from '../../../engine/universe/known-open-interest.ts'
import { anyCuts, type ChainRow, chainOf, cutInto } from './columns.ts'

/** Sessions last 10 units of time and are named by their day. */
const dayOf = (time: number): number => Math.floor(time / 10)

interface Served {
  readonly contracts: number
  readonly day: number
}

/** Serves the chain slice by slice, in pieces that are columns of their own. */
function serve(lag: number, pieces: readonly ChainColumns[], keptSessions = 99): Served[] {
  const known = knownOpenInterest(lag)
  return pieces.flatMap(chain => {
    const out = { contracts: new Float64Array(chain.length), day: new Int32Array(chain.length) }
    for (let from = 0; from < chain.length; ) {
      let to = from + 1
      while (to < chain.length && chain.time[to] === chain.time[from]) to++
      const day = dayOf(chain.time[from] ?? 0)
      known.serve(chain, from, to, day, day - keptSessions, out)
      from = to
    }
    return Array.from(out.contracts, (contracts, row) => ({ contracts, day: out.day[row] ?? -1 }))
  })
}

const NEVER: Served = { contracts: Number.NaN, day: 0 }

const call = (time: number, openInterest: number, strike = 100, expiry = 99): ChainRow => ({
  time,
  expiry,
  strike,
  right: 'call',
  openInterest,
})

const served = (lag: number, ...rows: readonly ChainRow[]): Served[] => serve(lag, [chainOf('OG', rows)])

describe('open interest that lags', () => {
  const rows = [call(15, 1), call(25, 2), call(35, 3), call(45, 4)]

  it.each([
    [0, [1, 2, 3, 4], [1, 2, 3, 4]],
    [1, [Number.NaN, 1, 2, 3], [0, 1, 2, 3]],
    [2, [Number.NaN, Number.NaN, 1, 2], [0, 0, 1, 2]],
    [3, [Number.NaN, Number.NaN, Number.NaN, 1], [0, 0, 0, 1]],
  ])('by %i sessions serves the figure of so many sessions before, with its date', (lag, contracts, days) => {
    const all = served(lag, ...rows)
    expect(all.map(one => one.contracts)).toEqual(contracts)
    expect(all.map(one => one.day)).toEqual(days)
  })

  it('serves nothing that is too old', () => {
    const chain = chainOf('OG', [
      call(15, 1),
      call(25, Number.NaN),
      call(35, Number.NaN),
      call(45, Number.NaN),
    ])
    expect(serve(1, [chain], 2)).toEqual([NEVER, { contracts: 1, day: 1 }, { contracts: 1, day: 1 }, NEVER])
  })

  it('serves nothing of a session within that session, however many slices it has', () => {
    expect(served(1, call(10, 5), call(12, 6), call(19, 7), call(20, 8), call(29, 9))).toEqual([
      NEVER,
      NEVER,
      NEVER,
      { contracts: 7, day: 1 },
      { contracts: 7, day: 1 },
    ])
  })

  it('keeps the last figure of a series that is not quoted for days, with its date', () => {
    const other = (time: number): ChainRow => call(time, 50, 105)
    const all = served(1, call(15, 7), other(15), other(25), other(35), other(45), call(55, 9))
    expect(all.at(-1)).toEqual({ contracts: 7, day: 1 })
  })

  it('keeps the last figure of a series whose figure is blank for days', () => {
    const all = served(1, call(15, 7), call(25, Number.NaN), call(35, Number.NaN), call(45, 9), call(55, 0))
    expect(all).toEqual([
      NEVER,
      { contracts: 7, day: 1 },
      { contracts: 7, day: 1 },
      { contracts: 7, day: 1 },
      { contracts: 9, day: 4 },
    ])
  })

  it('takes an open interest of zero for a figure', () => {
    expect(served(1, call(15, 7), call(25, 0), call(35, 5)).at(-1)).toEqual({ contracts: 0, day: 2 })
  })

  it('tells series apart by expiry, strike and right', () => {
    const row = (time: number, openInterest: number, part: Partial<ChainRow>): ChainRow => ({
      ...call(time, openInterest),
      ...part,
    })
    const parts = [{}, { right: 'put' as const }, { strike: 105 }, { expiry: 98 }]
    const all = served(
      1,
      ...parts.map((part, i) => row(15, i + 1, part)),
      ...parts.map((part, i) => row(25, 10 * i, part)),
    )
    // Sorted by expiry, strike, right: the 98s, then 100 call, 100 put, 105.
    expect(all.slice(4).map(one => one.contracts)).toEqual([4, 1, 2, 3])
  })

  it('forgets a series after its expiry', () => {
    const other = (time: number): ChainRow => call(time, 50, 105)
    const gone = served(1, call(15, 7, 100, 1), other(15), other(25), other(35), call(45, 9, 100, 1))
    expect(gone[4]).toEqual(NEVER)
  })
})

/** The rule in its plainest form: the last figure among the sessions that are at least `lag` sessions old. */
function naive(lag: number, chain: ChainColumns): Served[] {
  const sessions = [...new Set(Array.from(chain.time, dayOf))]
  return Array.from({ length: chain.length }, (_, row) => {
    const now = chain.time[row] ?? 0
    const latest = new Map<string, Served>()
    for (let earlier = 0; earlier < chain.length; earlier++) {
      const time = chain.time[earlier] ?? 0
      const contracts = chain.openInterest[earlier] ?? Number.NaN
      const age = sessions.indexOf(dayOf(now)) - sessions.indexOf(dayOf(time))
      if (time > now || age < lag || Number.isNaN(contracts)) continue
      const key = `${chain.expiry[earlier]} ${chain.strike[earlier]} ${chain.right[earlier]}`
      latest.set(key, { contracts, day: dayOf(time) })
    }
    return latest.get(`${chain.expiry[row]} ${chain.strike[row]} ${chain.right[row]}`) ?? NEVER
  })
}

const anyRow: fc.Arbitrary<ChainRow> = fc.record({
  time: fc.integer({ min: 10, max: 79 }),
  expiry: fc.constantFrom(90, 120),
  strike: fc.constantFrom(100, 105, 110),
  right: fc.constantFrom('call' as const, 'put' as const),
  openInterest: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(Number.NaN)),
})

const anyChain = fc
  .uniqueArray(anyRow, {
    selector: row => `${row.time} ${row.expiry} ${row.strike} ${row.right}`,
    maxLength: 60,
  })
  .map(rows => chainOf('OG', rows))

describe('any chain', () => {
  it.each([0, 1, 2, 3])('lagging by %i sessions, is served as by the plainest rule', lag => {
    fc.assert(
      fc.property(anyChain, chain => {
        expect(serve(lag, [chain])).toEqual(naive(lag, chain))
      }),
      { seed: 11, numRuns: 200 },
    )
  })

  it('is served alike, however it is cut into blocks', () => {
    fc.assert(
      fc.property(anyChain, fc.integer({ min: 0, max: 2 }), anyCuts(80), (chain, lag, cuts) => {
        const pieces = cutInto(cuts, 80, [], [chain]).flatMap(block => [...block.chains.values()])
        expect(serve(lag, pieces)).toEqual(serve(lag, [chain]))
      }),
      { seed: 12, numRuns: 200 },
    )
  })
})

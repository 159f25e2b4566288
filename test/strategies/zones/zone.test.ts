/** Open-interest zones: candidates, peak, walk, mass, and the distance of strikes. */

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import type { Board } from '../../../engine/model/board.ts'
import type { Right } from '../../../engine/model/instrument.ts'
import { chooseStrike, type StrikeRule } from '../../../strategies/zones/strike-choice.ts'
import { strikeStep, type ZoneRules, zoneOf } from '../../../strategies/zones/zone.ts'
import { withOracle } from '../../fixtures/shared.ts'
import { boardOf, callsFrom, putsFrom, RULES, type StrikeRow } from './boards.ts'

/** Lower, peak and upper strike of a zone. */
function edges(side: Right, price: number, board: Board, rules: Partial<ZoneRules> = {}) {
  const zone = zoneOf(side, price, board, { ...RULES, ...rules })
  return zone && [zone.lower, zone.peak, zone.upper]
}

describe('the candidates of a zone', () => {
  it('lie out of the money', () => {
    expect(edges('call', 102, callsFrom(100, 90, 90, 90, 50, 40))).toEqual([103, 103, 104])
    expect(edges('put', 102, putsFrom(100, 40, 50, 90, 90))).toEqual([100, 101, 101])
  })

  it('hold at least the least open interest', () => {
    const board = callsFrom(101, 4, 5, 4)
    expect(edges('call', 100, board, { minOpenInterest: 5 })).toEqual([102, 102, 102])
    expect(edges('call', 100, board, { minOpenInterest: 6 })).toBeNull()
  })

  it('are dominated by their own side, unless that is switched off', () => {
    const board = boardOf([
      [101, 50, 60],
      [102, 40, 40],
      [103, 30, 0],
    ])
    expect(edges('call', 100, board, { theta: 0.9 })).toEqual([102, 102, 102])
    expect(edges('call', 100, board, { theta: 0.9, dominance: 0 })).toEqual([101, 101, 101])
    expect(edges('call', 100, board, { theta: 0.9, dominance: 2 })).toEqual([103, 103, 103])
  })

  it('lie within the greatest distance, the bound included', () => {
    const board = callsFrom(101, 10, 20, 900)
    expect(edges('call', 100, board, { maxDist: 2 })).toEqual([101, 102, 102])
    expect(edges('call', 100, board, { maxDist: 3 })).toEqual([103, 103, 103])
    expect(edges('call', 100, board, { maxDist: 0.5 })).toBeNull()
    expect(edges('put', 103, putsFrom(100, 900, 20, 10), { maxDist: 2 })).toEqual([101, 101, 102])
  })

  it.each<[string, Right, Board]>([
    ['no strike', 'call', boardOf([])],
    ['nothing beyond the price', 'call', callsFrom(98, 50, 50, 50)],
    ['no open interest', 'put', putsFrom(97, 0, 0, 0)],
  ])('may not exist: %s', (_, side, board) => {
    expect(edges(side, 100, board)).toBeNull()
  })
})

describe('the peak', () => {
  it('is the largest open interest', () => {
    expect(edges('call', 100, callsFrom(101, 10, 30, 20), { theta: 1 })).toEqual([102, 102, 102])
  })

  it('is of equals the nearest to the price', () => {
    expect(edges('call', 100, callsFrom(101, 10, 30, 30, 30), { theta: 1, gap: 0 })?.[1]).toBe(102)
    expect(edges('put', 105, putsFrom(100, 30, 30, 30, 10), { theta: 1, gap: 0 })?.[1]).toBe(102)
  })
})

describe('the walk from the peak', () => {
  it.each<[string, readonly number[], Partial<ZoneRules>, readonly number[]]>([
    ['takes what holds half of it', [40, 50, 100, 50, 49], {}, [102, 103, 104]],
    ['may skip one strike', [50, 10, 100, 10, 50], {}, [101, 103, 105]],
    ['may not skip two', [50, 10, 10, 100, 10, 10, 50], {}, [104, 104, 104]],
    ['skips two when the gap is two', [50, 10, 10, 100, 10, 10, 50], { gap: 2 }, [101, 104, 107]],
    ['skips none when the gap is zero', [50, 50, 100, 10, 50], { gap: 0 }, [101, 103, 103]],
    [
      'counts the gap from the last member, not from the peak',
      [100, 10, 50, 10, 50, 10, 50],
      {},
      [101, 101, 107],
    ],
    ['does not go on behind a hole', [100, 10, 10, 90, 90], {}, [101, 101, 101]],
    ['takes all with theta near zero', [1, 2, 100, 2, 1], { theta: 0.01 }, [101, 103, 105]],
    ['takes only equals with theta 1', [99, 100, 100, 99], { theta: 1 }, [102, 102, 103]],
  ])('%s', (_, openInterest, rules, expected) => {
    expect(edges('call', 100, callsFrom(101, ...openInterest), rules)).toEqual(expected)
    // Mirrored, the same must come out for puts.
    const mirrored = putsFrom(100 - openInterest.length, ...[...openInterest].reverse())
    const [lower = 0, peak = 0, upper = 0] = expected
    expect(edges('put', 100, mirrored, { ...rules })).toEqual([200 - upper, 200 - peak, 200 - lower])
  })

  it('measures the gap in steps, where strikes are decimals too', () => {
    const rows = [101.1, 101.2, 101.3, 101.4, 101.5].map(
      (strike): StrikeRow => [strike, strike === 101.2 || strike === 101.4 ? 1 : 100, 0],
    )
    expect(edges('call', 101, boardOf(rows))).toEqual([101.1, 101.1, 101.5])
  })

  it('measures the gap in steps near the money, where far strikes lie apart', () => {
    const board = boardOf([
      [101, 100, 0],
      [102, 60, 0],
      [103, 60, 0],
      [125, 90, 0],
      [150, 90, 0],
    ])
    expect(edges('call', 100, board)).toEqual([101, 101, 103])
  })

  it('stays on its own side of the price', () => {
    expect(edges('call', 102.5, callsFrom(100, 90, 90, 90, 100, 90))).toEqual([103, 103, 104])
  })

  // Fault: theta x peak is one ulp more than the share it stands for (0.55 x 100), so a strike that holds it exactly is
  // left out; dominance and massShare are compared in the same way.
  it('takes a strike that holds exactly the share, in binary floats too', () => {
    expect(edges('call', 100, callsFrom(101, 55, 100, 55), { theta: 0.55 })).toEqual([101, 102, 103])
  })
})

describe('a zone', () => {
  it('has its near edge towards the price and its far one away from it', () => {
    const call = zoneOf('call', 100, callsFrom(101, 50, 100, 50), RULES)
    expect([call?.near, call?.far]).toEqual([101, 103])
    const put = zoneOf('put', 104, putsFrom(101, 50, 100, 50), RULES)
    expect([put?.near, put?.far]).toEqual([103, 101])
  })

  it('holds a share of the open interest of all candidates, those too far away included', () => {
    const board = callsFrom(101, 50, 100, 50, 0, 0, 200)
    expect(zoneOf('call', 100, board, { ...RULES, maxDist: 3 })?.shareOfSide).toBe(0.5)
    expect(zoneOf('call', 100, board, RULES)?.shareOfSide).toBe(0.5)
  })

  it('counts all listed strikes within it, also those that are no candidates', () => {
    const board = boardOf([
      [101, 60, 0],
      [102, 30, 90],
      [103, 100, 0],
    ])
    expect(zoneOf('call', 100, board, RULES)).toMatchObject({
      lower: 101,
      upper: 103,
      shareOfSide: 190 / 160,
    })
  })
})

describe('a zone by mass', () => {
  const mass = (side: Right, price: number, board: Board, massShare = 0.6) =>
    edges(side, price, board, { mode: 'mass', massShare })

  it.each<[string, readonly number[], number, readonly number[]]>([
    ['is the peak alone when that holds it', [10, 60, 10, 20], 0.6, [102, 102, 102]],
    ['grows to the larger neighbour', [9, 50, 31, 10], 0.6, [102, 102, 103]],
    ['grows as far as it must', [10, 40, 30, 20], 0.9, [102, 102, 104]],
    ['of equals is the nearer to the price', [20, 50, 20, 10], 0.6, [101, 102, 102]],
    ['is everything for all of it', [10, 40, 30, 20], 1, [101, 102, 104]],
    ['around the peak, though a larger mass lies elsewhere', [100, 0, 90, 90, 90], 0.2, [101, 101, 101]],
  ])('%s', (_, openInterest, share, expected) => {
    expect(mass('call', 100, callsFrom(101, ...openInterest), share)).toEqual(expected)
  })

  it('mirrors for puts', () => {
    expect(mass('put', 105, putsFrom(101, 10, 20, 50, 20))).toEqual([103, 103, 104])
  })

  it('is one strike where there is but one', () => {
    expect(mass('call', 100, callsFrom(101, 5))).toEqual([101, 101, 101])
    expect(mass('call', 100, callsFrom(101, 0))).toBeNull()
  })
})

describe('the step of strikes', () => {
  it.each<[string, readonly number[], number, number]>([
    ['is the most frequent distance', [90, 95, 96, 97, 98, 100], 100, 1],
    ['near the price, not far away', [50, 60, 70, 80, 95, 100, 105, 120, 130, 140], 100, 5],
    ['of equally frequent ones the smaller', [95, 100, 102.5], 100, 2.5],
    ['within ten percent, the bound included', [90, 95, 105, 110], 100, 5],
    ['of all strikes where none is near', [10, 20, 30], 100, 10],
    ['without float dust', [1.45, 1.46, 1.47, 1.48, 1.49, 1.5], 1.49, 0.01],
    ['of one strike is none', [100], 100, 0],
    ['of nothing is none', [], 100, 0],
  ])('%s', (_, strikes, price, step) => {
    expect(strikeStep(boardOf(strikes.map(strike => [strike, 0, 0])), price)).toBe(step)
  })
})

describe('any board', () => {
  const anyBoard = fc
    .uniqueArray(
      fc.record({
        at: fc.integer({ min: 1, max: 60 }),
        call: fc.integer({ min: 0, max: 99 }),
        put: fc.integer({ min: 0, max: 99 }),
      }),
      { selector: row => row.at, minLength: 1 },
    )
    .map(rows =>
      boardOf(
        rows.sort((a, b) => a.at - b.at).map(({ at, call, put }): StrikeRow => [90 + at / 2, call, put]),
      ),
    )
  const anyRules = fc.record({
    minOpenInterest: fc.integer({ min: 1, max: 20 }),
    dominance: fc.constantFrom(0, 1, 2),
    maxDist: fc.constantFrom(3, 8, Number.POSITIVE_INFINITY),
    mode: fc.constantFrom('peak' as const, 'mass' as const),
    theta: fc.constantFrom(0.25, 0.5, 1),
    gap: fc.integer({ min: 0, max: 2 }),
    massShare: fc.constantFrom(0.25, 0.5, 1),
  })
  const side = fc.constantFrom('call' as const, 'put' as const)

  test.prop([side, anyBoard, anyRules], { seed: 111, numRuns: 1000 })(
    'has zones of listed strikes out of the money, within the distance, around the largest candidate',
    (right, board, rules) => {
      const zone = zoneOf(right, 105, board, rules)
      if (!zone) return
      expect(board.strikes()).toEqual(expect.arrayContaining([zone.lower, zone.peak, zone.upper]))
      expect(zone.lower).toBeLessThanOrEqual(zone.peak)
      expect(zone.peak).toBeLessThanOrEqual(zone.upper)
      expect(right === 'call' ? zone.lower > 105 : zone.upper < 105).toBe(true)
      expect(Math.abs(zone.far - 105)).toBeLessThanOrEqual(rules.maxDist)
      expect(Math.abs(zone.near - 105)).toBeLessThanOrEqual(Math.abs(zone.far - 105))
      const contracts = (strike: number): number => board.openInterest(right, board.indexOf(strike))
      expect(contracts(zone.peak)).toBeGreaterThanOrEqual(contracts(zone.lower))
      expect(contracts(zone.peak)).toBeGreaterThanOrEqual(contracts(zone.upper))
      if (rules.mode === 'peak') {
        expect(contracts(zone.lower)).toBeGreaterThanOrEqual(rules.theta * contracts(zone.peak))
        expect(contracts(zone.upper)).toBeGreaterThanOrEqual(rules.theta * contracts(zone.peak))
      }
    },
  )

  test.prop([anyBoard, anyRules], { seed: 112, numRuns: 500 })(
    'mirrors: calls above a price are puts below it',
    (board, rules) => {
      const mirrored = boardOf(
        board
          .strikes()
          .map(
            (strike, at): StrikeRow => [
              210 - strike,
              board.openInterest('put', at),
              board.openInterest('call', at),
            ],
          )
          .reverse(),
      )
      const call = zoneOf('call', 105, board, rules)
      const put = zoneOf('put', 105, mirrored, rules)
      expect(put && [210 - put.upper, 210 - put.peak, 210 - put.lower]).toEqual(
        call && [call.lower, call.peak, call.upper],
      )
    },
  )
})

interface ZoneCase {
  readonly id: string
  readonly F: number
  readonly params: { readonly theta: number; readonly gap: number }
  readonly chain: readonly { readonly K: number; readonly call: number; readonly put: number }[]
  readonly callZone: Readonly<Record<string, number | string>>
  readonly putZone: Readonly<Record<string, number | string>>
}

/** By vector: the rules of the strikes it lists, which its names tell. */
const STRIKES: Readonly<Record<string, readonly [name: string, side: Right, rule: StrikeRule][]>> = {
  bund: [
    ['callStrike_lowerEdge', 'call', { anchor: 'near', steps: 0 }],
    ['putStrike_belowMaxPutOI_1', 'put', { anchor: 'peak', steps: 1 }],
  ],
  yen: [
    ['callStrike_deep_2', 'call', { anchor: 'near', steps: 2 }],
    ['putStrike_belowMaxPutOI_2', 'put', { anchor: 'peak', steps: 2 }],
  ],
  gold: [
    ['callStrike_near_2', 'call', { anchor: 'near', steps: 2 }],
    ['putStrike_belowMaxPutOI_1', 'put', { anchor: 'peak', steps: 1 }],
  ],
}

withOracle<{ zones: readonly ZoneCase[] }>('option-rules', ({ zones }) => {
  it('lists three chains', () => {
    expect(zones.map(({ id }) => id)).toEqual(Object.keys(STRIKES))
  })

  it.each(zones)('has the zones and strikes of $id', one => {
    const board = boardOf(one.chain.map(({ K, call, put }) => [K, call, put]))
    for (const [side, expected] of [
      ['call', one.callZone],
      ['put', one.putZone],
    ] as const) {
      const zone = zoneOf(side, one.F, board, { ...RULES, ...one.params })
      const { shareOfSide, ...rest } = expected
      expect(zone).toMatchObject(rest)
      expect(Math.abs((zone?.shareOfSide ?? 0) - Number(shareOfSide))).toBeLessThanOrEqual(5e-5)
    }
    const strikes = (STRIKES[one.id] ?? []).map(([name, side, rule]) => {
      const zone = zoneOf(side, one.F, board, { ...RULES, ...one.params })
      return [name, zone && chooseStrike(zone, rule, board)]
    })
    const listed = one as unknown as Readonly<Record<string, number>>
    expect(strikes).toEqual(strikes.map(([name]) => [name, listed[String(name)]]))
  })
})

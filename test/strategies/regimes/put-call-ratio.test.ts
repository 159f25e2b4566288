/** The put/call ratio of a chain, and what becomes of it: rules P1, P2 and P4. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  putCallRatio,
  type RatioTrendRules,
  ratioTrend,
  sideTotals,
} from '../../../strategies/regimes/put-call-ratio.ts'
import { withOracle } from '../../fixtures/shared.ts'
import { chainView, type Row } from './chains.ts'

const NEAR = '2009-10-27'
const FAR = '2009-11-23'
const ROWS: readonly Row[] = [
  { expiry: NEAR, right: 'call', known: 30, volume: 5 },
  { expiry: NEAR, right: 'put', known: 60, volume: 1 },
  { expiry: NEAR, right: 'call', known: 10 },
  { expiry: NEAR, right: 'put' },
  { expiry: FAR, right: 'call', known: 60, volume: 15 },
  { expiry: FAR, right: 'put', known: 40, volume: 4 },
]

describe('the totals of a chain', () => {
  it.each([
    ['openInterest', 'all', { call: 100, put: 100 }],
    ['openInterest', 'front', { call: 40, put: 60 }],
    ['volume', 'all', { call: 20, put: 5 }],
    ['volume', 'front', { call: 5, put: 1 }],
  ] as const)('of %s, expiries %s', (counts, expiries, totals) => {
    expect(sideTotals(chainView(ROWS), { counts, expiries })).toEqual(totals)
  })

  it('are null where no row of a side tells anything, which is not 0', () => {
    const rows: Row[] = [
      { expiry: NEAR, right: 'call', known: 0 },
      { expiry: NEAR, right: 'put' },
    ]
    const rules = { counts: 'openInterest', expiries: 'all' } as const
    expect(sideTotals(chainView(rows), rules)).toEqual({ call: 0, put: null })
    expect(sideTotals(chainView([]), { ...rules, expiries: 'front' })).toEqual({ call: null, put: null })
  })
})

describe('the ratio', () => {
  it.each([
    ['putCall', 40, 60, 1.5],
    ['callPut', 40, 60, 2 / 3],
    ['putCall', 40, 0, 0],
    ['putCall', 0, 60, null],
    ['callPut', 40, 0, null],
    ['putCall', null, 60, null],
    ['putCall', 40, null, null],
  ] as const)('%s of %s calls and %s puts is %s', (ratio, call, put, expected) => {
    const value = putCallRatio({ call, put }, ratio)
    if (expected === null) expect(value).toBeNull()
    else expect(value).toBeCloseTo(expected, 12)
  })
})

withOracle<{
  pcOI: {
    input: { call: number[]; put: number[] }
    putCall: number[]
    sma10: (number | null)[]
    literalCallPut: number[]
  }
}>('option-rules', ({ pcOI }) => {
  const chains = pcOI.input.call.map((call, i) =>
    chainView(
      [
        { expiry: NEAR, right: 'call', known: call - 30 },
        { expiry: NEAR, right: 'put', known: 50 },
        { expiry: FAR, right: 'call', known: 30 },
        { expiry: FAR, right: 'put', known: (pcOI.input.put[i] ?? 0) - 50 },
      ],
      14_000 + i,
    ),
  )
  const rules = { counts: 'openInterest', expiries: 'all' } as const

  it('agrees on the ratio, both ways round', () => {
    chains.forEach((chain, i) => {
      const totals = sideTotals(chain, rules)
      expect(putCallRatio(totals, 'putCall')).toBeCloseTo(pcOI.putCall[i] ?? 0, 6)
      expect(putCallRatio(totals, 'callPut')).toBeCloseTo(pcOI.literalCallPut[i] ?? 0, 6)
    })
  })

  it('agrees on its average of ten sessions', () => {
    const trend = ratioTrend({ smooth: 10, by: 'slope', length: 2 })
    chains.forEach((chain, i) => {
      trend.take(chain.session, putCallRatio(sideTotals(chain, rules), 'putCall'))
      const expected = pcOI.sma10[i] ?? null
      if (expected === null) expect(trend.latest().smoothed).toBeNaN()
      else expect(trend.latest().smoothed).toBeCloseTo(expected, 6)
    })
  })
})

/** The trend after each session. */
function trendsOf(rules: RatioTrendRules, ratios: readonly (number | null)[]): number[] {
  const trend = ratioTrend(rules)
  return ratios.map((ratio, session) => {
    trend.take(session, ratio)
    return trend.latest().trend
  })
}

const UNKNOWN = Number.NaN

describe('the trend by slope', () => {
  it('is the sign of the line through the last values, and not of their ends', () => {
    // Last three: 1 2 9, then 2 9 3, 9 3 2, 3 2 2.5 (slope -0.25), 2 2.5 2 (0).
    expect(trendsOf({ smooth: 1, by: 'slope', length: 3 }, [1, 2, 9, 3, 2, 2.5, 2])).toEqual([
      UNKNOWN,
      UNKNOWN,
      1,
      1,
      -1,
      -1,
      0,
    ])
  })

  it('looks at the smoothed ratio, so that it needs the sessions of both', () => {
    // Averages of two: 2, 3, 2, 1; lines of two of them.
    expect(trendsOf({ smooth: 2, by: 'slope', length: 2 }, [1, 3, 3, 1, 1])).toEqual([
      UNKNOWN,
      UNKNOWN,
      1,
      -1,
      -1,
    ])
  })

  it('is neither for a ratio that does not move', () => {
    expect(trendsOf({ smooth: 3, by: 'slope', length: 4 }, Array(7).fill(0.1)).at(-1)).toBe(0)
  })
})

describe('the trend by break', () => {
  it('turns where the high or the low of the sessions before is broken, and holds until the other is', () => {
    expect(
      trendsOf({ smooth: 1, by: 'break', length: 2 }, [1, 2, 1.5, 3, 2.5, 2.6, 2.4, 2.5, 2.5, 9]),
    ).toEqual([UNKNOWN, UNKNOWN, UNKNOWN, 1, 1, 1, -1, -1, -1, 1])
  })

  it('needs more than to touch them', () => {
    expect(trendsOf({ smooth: 1, by: 'break', length: 2 }, [1, 2, 3, 3, 1, 1]).slice(2)).toEqual([
      1, 1, -1, -1,
    ])
    expect(trendsOf({ smooth: 1, by: 'break', length: 2 }, [1, 2, 1, 2])).toEqual(Array(4).fill(UNKNOWN))
  })
})

describe('the trend', () => {
  it('is not known while a session within reach had no ratio', () => {
    const rules = { smooth: 2, by: 'slope', length: 2 } as const
    expect(trendsOf(rules, [1, 2, 3, null, 3, 4, 5, 6])).toEqual([
      UNKNOWN,
      UNKNOWN,
      1,
      UNKNOWN,
      UNKNOWN,
      UNKNOWN,
      1,
      1,
    ])
  })

  it.each(['slope', 'break'] as const)('by %s takes the later of two chains of a session', by => {
    const rules = { smooth: 2, by, length: 3 }
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.array(fc.integer({ min: 1, max: 9 })))),
        sessions => {
          const trend = ratioTrend(rules)
          sessions.forEach(([last, before], session) => {
            for (const ratio of [...before, last]) trend.take(session, ratio)
          })
          const once = ratioTrend(rules)
          for (const [session, [last]] of sessions.entries()) once.take(session, last)
          expect(trend.latest()).toEqual(once.latest())
        },
      ),
    )
  })

  it.each(['slope', 'break'] as const)('by %s turns round with the ratio', by => {
    const rules = { smooth: 1, by, length: 3 }
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 })), ratios => {
        const turned = trendsOf(
          rules,
          ratios.map(ratio => 10 - ratio),
        )
        expect(turned.map(trend => 0 - trend)).toEqual(trendsOf(rules, ratios))
      }),
    )
  })
})

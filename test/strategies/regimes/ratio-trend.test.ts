/** The smoothed ratio and its trend: rules P2 and P3. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RatioTrendRules, ratioTrend } from '../../../strategies/regimes/put-call-ratio.ts'

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

/** A regime studied on a market, against a plain loop over its closes. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { barBuilder } from '../../../../datasets/market/builders.ts'
import { memoryMarket } from '../../../../datasets/market/memory.ts'
import {
  type IndexProduct,
  type Market,
  MS_PER_DAY,
  parseDay,
  type Session,
} from '../../../../engine/index.ts'
import { type Regime, regimeSchema } from '../../../../strategies/index.ts'
import { type RegimeStudy, regimeStudy, studyTable } from '../../../../studies/definitions/regimes/index.ts'
import { demoMarket } from '../../../fixtures/demo.ts'

const START = parseDay('2020-01-01')
const index = (id: string): IndexProduct => ({
  kind: 'index',
  id,
  name: id,
  exchange: 'listed',
  currency: 'USD',
})
const at = (day: number, hour: number): number => day * MS_PER_DAY + hour * 3_600_000

/** One session a day; IX closes at 20:00, after a bar at 15:00 that says nothing, VX at 21:00. NaN = no bar. */
function marketOf(
  closes: readonly number[],
  vols: readonly number[] = [],
  cuts: readonly number[] = [],
): Market {
  const sessionsAt = (hour: number): Session[] =>
    closes.map((_, i) => ({ day: START + i, close: at(START + i, hour) }))
  const barsOf = (id: string, values: readonly number[], hour: number) => {
    const builder = barBuilder(id)
    for (const [i, close] of values.entries()) {
      if (Number.isNaN(close)) continue
      if (hour === 20) builder.push({ time: at(START + i, 15), close: i % 2 === 0 ? 1 : 1000 })
      builder.push({ time: at(START + i, hour), close })
    }
    return builder.columns()
  }
  return memoryMarket({
    provenance: { store: 'tiny', kind: 'memory', sources: [] },
    products: [index('IX'), index('VX')],
    sessions: new Map([
      ['IX', sessionsAt(20)],
      ['VX', sessionsAt(21)],
    ]),
    series: [],
    lastSessions: new Map(),
    bars: [barsOf('IX', closes, 20), barsOf('VX', vols, 21)],
    chains: [],
    cuts: cuts.map(day => at(START + day, 12)),
  })
}

const below = (length: number, more: object = {}): Regime =>
  regimeSchema.parse({ kind: 'belowAverage', of: 'IX', length, ...more })

const study = (market: Market, regime: Regime, more: object = {}): Promise<RegimeStudy> =>
  regimeStudy({ market, of: 'IX', regime, from: null, to: null, horizons: [1, 3], ...more })

const line = ({ statistics }: RegimeStudy, horizon: number, part: string, returns = 'simple') =>
  statistics.find(one => one.horizon === horizon && one.part === part && one.returns === returns)

const CLOSES = [100, 110, 99, 99, 120, 60, 90]

describe('a regime study', () => {
  it('reads the regime at a close and the return from that close on', async () => {
    // Averages of two: 105, 104.5, 99, 109.5, 90, 75. Below: rows 2 and 5.
    const result = await study(marketOf(CLOSES), below(2))
    expect(result).toMatchObject({
      first: '2020-01-01',
      last: '2020-01-07',
      text: 'IX is below its 2-session average',
      sessions: { inside: 2, outside: 4, unknown: 1, stretches: 2 },
    })
    // After row 2 0, after row 5 0.5; out of it rows 1, 3, 4 and the last, which has no return.
    expect(line(result, 1, 'in')).toMatchObject({ count: 2, mean: 0.25, hitRate: 0.5 })
    expect(line(result, 1, 'out')?.count).toBe(3)
    expect(line(result, 1, 'out')?.mean).toBeCloseTo((-0.1 + 21 / 99 - 0.5) / 3, 12)
    expect(line(result, 3, 'in')).toMatchObject({ count: 1 })
    expect(line(result, 3, 'in')?.mean).toBeCloseTo(60 / 99 - 1, 12)
    expect(line(result, 3, 'in', 'log')?.mean).toBeCloseTo(Math.log(60 / 99), 12)
    expect(line(result, 3, 'out')?.count).toBe(2)
  })

  it('swaps in and out when the regime is turned round', async () => {
    const [one, other] = [
      await study(marketOf(CLOSES), below(2)),
      await study(marketOf(CLOSES), below(2, { not: true })),
    ]
    expect({ ...line(other, 1, 'out'), part: 'in' }).toEqual(line(one, 1, 'in'))
    expect(other.sessions).toMatchObject({ inside: 4, outside: 2, unknown: 1 })
  })

  it('agrees with a plain loop on any closes, however they are cut into blocks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 90, max: 110 }), { minLength: 6, maxLength: 40 }),
        fc.array(fc.nat({ max: 40 }), { maxLength: 4 }),
        fc.integer({ min: 2, max: 5 }),
        async (closes, cuts, length) => {
          const result = await study(marketOf(closes, [], cuts), below(length))
          const rows = closes.flatMap((close, t) => {
            if (t < length - 1 || t + 3 >= closes.length) return []
            const window = closes.slice(t - length + 1, t + 1)
            const later = closes[t + 3] ?? 0
            // In whole numbers: the sum against the price as often.
            return close * length < window.reduce((sum, one) => sum + one, 0) ? [later / close - 1] : []
          })
          expect(line(result, 3, 'in')?.count).toBe(rows.length)
          const mean = rows.length === 0 ? null : rows.reduce((sum, one) => sum + one, 0) / rows.length
          if (mean === null) expect(line(result, 3, 'in')?.mean).toBeNull()
          else expect(line(result, 3, 'in')?.mean).toBeCloseTo(mean, 12)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('sees of another market only what had closed by then', async () => {
    // VX closes an hour later: at each close of IX the last one known is that of the day before.
    const vols = [10, 40, 10, 10, 40, 10, 10]
    const regime = regimeSchema.parse({ kind: 'volatilityAbove', of: 'VX', level: 30 })
    const result = await study(marketOf(CLOSES, vols), regime)
    expect(result.sessions).toEqual({ inside: 2, outside: 4, unknown: 1, stretches: 2 })
    // Above 30 on rows 1 and 4, so in on rows 2 and 5.
    expect(line(result, 1, 'in')?.mean).toBeCloseTo((99 / 99 - 1 + (90 / 60 - 1)) / 2, 12)
  })

  it('does not know a regime whose data ended more than two weeks ago', async () => {
    const closes = Array.from({ length: 30 }, (_, i) => 100 + i)
    const regime = regimeSchema.parse({ kind: 'volatilityAbove', of: 'VX', level: 30 })
    const result = await study(marketOf(closes, [40, 40]), regime)
    // Known from the close of row 1 to that of row 15, two weeks after VX's second.
    expect(result.sessions).toEqual({ inside: 15, outside: 0, unknown: 15, stretches: 1 })
  })

  it('passes over sessions without a close', async () => {
    const gap = [100, 110, Number.NaN, 99, 120]
    const result = await study(marketOf(gap), below(2))
    const closed = await study(marketOf([100, 110, 99, 120]), below(2))
    expect(result.statistics).toEqual(closed.statistics)
  })

  it('begins where it is told to, with what came before for the warm-up, and ends no return after its end', async () => {
    const result = await study(marketOf(CLOSES), below(2), {
      from: parseDay('2020-01-03'),
      to: parseDay('2020-01-06'),
    })
    expect(result).toMatchObject({
      first: '2020-01-03',
      last: '2020-01-06',
      sessions: { inside: 2, outside: 2, unknown: 0 },
    })
    expect(line(result, 1, 'in')).toMatchObject({ count: 1, mean: 0 })
  })

  it('runs on the contract of a future and on the ratio of its options', async () => {
    const regime = regimeSchema.parse({
      kind: 'ratioTrend',
      product: 'gold',
      trend: 'rising',
      smooth: 3,
      length: 5,
    })
    const result = await study(demoMarket(1), regime, { of: 'GC 2009-10' })
    expect(result.sessions.inside).toBeGreaterThan(20)
    expect(result.sessions.outside).toBeGreaterThan(20)
    expect(line(result, 1, 'all')?.count).toBe(result.sessions.inside + result.sessions.outside - 1)
  })

  it.each([
    [{ of: 'SPX' }, /field of: "SPX": the market has no such product/],
    [{ regime: below(2, { of: 'SPX' }) }, /field regime.of: "SPX": the market has no such product/],
    [{ horizons: [1, 0] }, /field horizon: "0": must be a whole number of sessions, 1 or more/],
    [{ from: parseDay('2030-01-01'), to: parseDay('2030-12-31') }, /has no session between 2030/],
  ])('answers bad input %o with its place', async (more, message) => {
    await expect(study(marketOf(CLOSES), below(2), more)).rejects.toThrow(message)
  })
})

describe('its table', () => {
  it('has a row a horizon and part, in per cent', async () => {
    const rows = studyTable(await study(marketOf(CLOSES), below(2)), 'simple').objects()
    expect(rows).toHaveLength(8)
    expect(rows[0]).toMatchObject({ horizon: 1, part: 'in', count: 2, meanPercent: 25, hitPercent: 50 })
    expect(rows[6]).toMatchObject({ horizon: 3, part: 'difference', count: null, medianPercent: null })
  })
})

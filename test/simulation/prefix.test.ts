import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { formatDay, randomAssignment, SCAN_DEFAULTS, scanMargin, strategyMargin } from '../../engine/index.ts'
import { BOLD_PARAMS, demoMarket, runBold } from '../fixtures/demo.ts'
import { type BookOptions, told } from '../fixtures/run-book.ts'

const SEEDS = [1, 2, 3]
const STRATEGY_MARGIN = strategyMargin({
  share: 0.15,
  shareLeast: 0.1,
  futures: { GC: [{ from: null, value: { initial: 5399, maintenance: 3999 } }] },
})
const sessions = demoMarket(1)
  .sessions('OG')
  .filter(session => session.day >= 14259 && session.day <= 14456)

describe('a run', async () => {
  const whole = new Map<number, string[]>()
  for (const seed of SEEDS)
    whole.set(seed, told(await runBold(demoMarket(seed), { cash: 60_000, reserve: 5000 })))

  test.prop([fc.constantFrom(...SEEDS), fc.integer({ min: 1, max: sessions.length - 1 })], { numRuns: 12 })(
    'gives for its first sessions exactly the records that the full run gives for them',
    async (seed, count) => {
      const last = sessions[count]
      if (!last) return
      const prefix = told(
        await runBold(demoMarket(seed), { cash: 60_000, reserve: 5000, to: formatDay(last.day) }),
      )
      expect(prefix.length).toBeGreaterThan(0)
      expect(prefix).toEqual(whole.get(seed)?.slice(0, prefix.length))
      expect(JSON.parse(whole.get(seed)?.[prefix.length] ?? '{"time":1e15}').time).toBeGreaterThan(last.close)
    },
  )

  test.prop(
    [
      fc.constantFrom(...SEEDS),
      fc.array(fc.record({ at: fc.nat(sessions.length - 1), off: fc.integer({ min: -1, max: 3_600_000 }) }), {
        maxLength: 25,
      }),
    ],
    { numRuns: 12 },
  )('gives the same records for every way of cutting the data into blocks', async (seed, marks) => {
    const cuts = [...new Set(marks.map(({ at, off }) => (sessions[at]?.close ?? 0) + off))]
    expect(told(await runBold(demoMarket(seed, cuts), { cash: 60_000, reserve: 5000 }))).toEqual(
      whole.get(seed),
    )
  })

  describe.each<[string, Partial<BookOptions>]>([
    ['margin by strategy, called at once', { rules: { margin: STRATEGY_MARGIN, callPolicy: 'instant' } }],
    [
      'fills at the next close and stops on highs',
      { params: { ...BOLD_PARAMS, stopTest: 'intraday' }, rules: { fill: 'nextClose' } },
    ],
    ['fills in the slice of the decision', { rules: { fill: 'same' } }],
    [
      'margin by scanning beside the table, early assignment by chance',
      {
        from: '2009-02-16',
        rules: {
          margin: scanMargin({ ...SCAN_DEFAULTS, psr: {} }),
          compared: [STRATEGY_MARGIN],
          assignment: randomAssignment({ seed: 7, dailyProbability: 0.3 }),
        },
      },
    ],
    [
      'zones by mass, legs closed when a zone breaks',
      { params: { ...BOLD_PARAMS, zoneMode: 'mass', exitOnZoneBreak: true } },
    ],
  ])('under other rules: %s', (_, changes) => {
    it('keeps its prefixes and does not see the cuts', async () => {
      const options = { cash: 60_000, ...changes }
      const all = told(await runBold(demoMarket(2), options))
      const last = sessions[60]
      const prefix = told(await runBold(demoMarket(2), { ...options, to: formatDay(last?.day ?? 0) }))
      expect(prefix).toEqual(all.slice(0, prefix.length))
      const cuts = [3, 17, 18, 40, 90].map(at => (sessions[at]?.close ?? 0) + (at % 2))
      expect(told(await runBold(demoMarket(2, cuts), options))).toEqual(all)
      expect(all.some(record => record.includes('"kind":"fill"'))).toBe(true)
    })
  })

  it('trades otherwise when open interest is known a session early', async () => {
    const early = told(await runBold(demoMarket(1), { cash: 60_000, reserve: 5000, oiLagSessions: 0 }))
    expect(early).not.toEqual(whole.get(1))
  })
})

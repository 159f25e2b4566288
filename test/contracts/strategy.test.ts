/** What every strategy of the registry must keep, alone and under filters. */

import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Market, MS_PER_DAY, type Rules, type Strategy } from '../../engine/index.ts'
import { regimeSchema, strategies, withRegimes } from '../../strategies/index.ts'
import { oiZoneStrangle } from '../../strategies/oi-zone-strangle/index.ts'
import { treasuryBasis } from '../../strategies/treasury-basis/index.ts'
import { AUGUST_2024, basisMarket, basisRules, wavering } from '../fixtures/basis-market.ts'
import { demoMarket } from '../fixtures/demo.ts'
import { only, runBook, told } from '../fixtures/run-book.ts'
import { tinyMarket } from '../fixtures/tiny-market.ts'

const WEEK_MS = 7 * MS_PER_DAY

const filtered = withRegimes({ ...oiZoneStrangle, name: 'oi-zone-strangle under filters' }, [
  regimeSchema.parse({ kind: 'newHigh', of: 'GC 2009-10', length: 30, not: true }),
  regimeSchema.parse({ kind: 'ratioTrend', product: 'gold', trend: 'falling', smooth: 3, length: 5 }),
])

/** The market with every third of its blocks empty. */
function withGaps(market: Market): Market {
  return {
    ...market,
    async *read(needs, after, until) {
      for await (const block of market.read(needs, after, until)) {
        const gap = Math.floor(block.until / WEEK_MS) % 3 === 0
        yield gap ? { ...block, bars: new Map(), chains: new Map() } : block
      }
    },
  }
}

/** A strategy with a market that it trades, made anew for each run. */
interface Subject {
  readonly strategy: Strategy
  readonly product: string
  readonly from: string
  readonly to: string
  /** Earlier ends, and where the data may be cut. */
  readonly ends: readonly string[]
  readonly cuts: readonly number[]
  readonly weeks: readonly number[]
  readonly market: (cuts?: readonly number[]) => Market
  readonly rules: Partial<Rules>
}

/** The ends of weeks, where a market can be cut into blocks. */
const weeksFrom = (start: number): number[] =>
  Array.from({ length: 60 }, (_, week) => (Math.ceil(start / WEEK_MS) + week) * WEEK_MS - 1)

const writer = (strategy: Strategy): Subject => ({
  strategy,
  product: 'OG',
  from: '2009-01-15',
  to: '2009-06-30',
  ends: ['2009-02-10', '2009-04-17'],
  cuts: [Date.UTC(2009, 1, 3), Date.UTC(2009, 1, 4, 12), Date.UTC(2009, 3, 1)],
  weeks: weeksFrom(Date.UTC(2008, 9, 1)),
  market: cuts => demoMarket(2, cuts),
  rules: {},
})

const basis: Subject = {
  strategy: treasuryBasis,
  product: 'ZN',
  from: '2017-10-03',
  to: '2017-12-29',
  ends: ['2017-10-20', '2017-12-21'],
  cuts: [Date.UTC(2017, 9, 9), Date.UTC(2017, 9, 10, 12), Date.UTC(2017, 11, 1)],
  weeks: weeksFrom(Date.UTC(2017, 9, 4)),
  market: cuts => basisMarket(wavering(), [AUGUST_2024], cuts),
  rules: basisRules,
}

const isWriter = (strategy: Strategy): boolean => strategy.name !== treasuryBasis.name

const subjects: readonly Subject[] = [
  ...[...strategies.filter(isWriter), filtered].map(writer),
  ...strategies.filter(strategy => !isWriter(strategy)).map(() => basis),
]

describe.each(subjects.map(subject => [subject.strategy.name, subject] as const))(
  'strategy %s',
  (_, { strategy, product, from, to, ends, cuts, weeks, market: made, rules }) => {
    const options = { strategy, params: { product }, from, to, cash: 1_000_000, rules }

    it('names, explains and defaults every parameter but the product', () => {
      const schema = z.toJSONSchema(strategy.params, { io: 'input', unrepresentable: 'any' })
      expect(strategy.about.length).toBeGreaterThan(20)
      for (const [name, part] of Object.entries(schema.properties ?? {})) {
        expect(part, name).toHaveProperty('description')
      }
      expect(schema.required).toEqual(['product'])
    })

    it('is a pure function of its stream: run twice, the same records', async () => {
      const market = made()
      const [first, second] = [await runBook({ ...options, market }), await runBook({ ...options, market })]
      expect(second).toEqual(first)
      expect(only(first, 'order').length).toBeGreaterThan(0)
    })

    it('never looks ahead: its first months are those of the longer run, however the data are cut', async () => {
      const whole = told(await runBook({ ...options, market: made() }))
      for (const end of ends) {
        const prefix = told(await runBook({ ...options, market: made(cuts), to: end }))
        expect(prefix.length).toBeGreaterThan(0)
        expect(prefix).toEqual(whole.slice(0, prefix.length))
      }
    })

    it('refuses a parameter out of bounds', () => {
      expect(strategy.params.safeParse({ product: '' }).success).toBe(false)
      expect(strategy.params.safeParse({ product, nonsense: 1 }).success).toBe(false)
    })

    it('survives gaps in the data', async () => {
      const records = await runBook({
        ...options,
        market: withGaps(made(weeks)),
        // A missing fixing ends a run, as it should; a stated rate has no gaps.
        rules: {
          ...rules,
          ...(rules.funding ? { funding: { ...rules.funding, rate: 1.2 } } : {}),
          missingSettlement: 'underlying',
        },
      })
      expect(only(records, 'day').length).toBeGreaterThan(50)
    })
  },
)

describe.each([...strategies.filter(isWriter), filtered].map(strategy => [strategy.name, strategy] as const))(
  'strategy %s, which writes options,',
  (_, strategy) => {
    const options = { strategy, params: { product: 'OG' }, from: '2009-01-15', to: '2009-06-30' }

    it('answers to its product under any alias', async () => {
      const market = demoMarket(2)
      const byId = await runBook({ ...options, market })
      const byAlias = await runBook({ ...options, params: { product: 'gold' }, market })
      expect(byAlias).toEqual(byId)
    })

    it('survives a market without a quote', async () => {
      const market = tinyMarket({
        expiry: '2009-10-27',
        days: [
          { day: '2009-10-20', underlying: 1000 },
          { day: '2009-10-27', underlying: 1000 },
        ],
      })
      const records = await runBook({ ...options, market, from: '2009-10-19', to: '2009-10-28' })
      expect(only(records, 'order')).toEqual([])
    })

    it('survives an expiry in the first slice and quotes that are missing', async () => {
      const market = tinyMarket({
        expiry: '2009-10-20',
        days: [
          {
            day: '2009-10-20',
            underlying: 1000,
            quotes: [
              { strike: 1010, right: 'call', openInterest: 5 },
              { strike: 990, right: 'put', openInterest: 5, settlement: 1 },
            ],
          },
          {
            day: '2009-10-21',
            underlying: null,
            quotes: [{ strike: 1010, right: 'call', expiry: '2009-11-20', openInterest: 5 }],
          },
          {
            day: '2009-10-22',
            underlying: 1000,
            quotes: [{ strike: 990, right: 'put', expiry: '2009-11-20', openInterest: 5 }],
          },
        ],
      })
      const records = await runBook({ ...options, market, from: '2009-10-20', to: '2009-10-23' })
      expect(only(records, 'day').length).toBe(4)
    })
  },
)

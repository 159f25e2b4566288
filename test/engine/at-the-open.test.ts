/** An order at the open meets prices from after its decision alone, and its margin is tested on what was known then. */

import { concatMap, from } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { DEMO_TERMS, syntheticMarket } from '../../datasets/synthetic/market.ts'
import { Portfolio } from '../../engine/account/ledger/portfolio.ts'
import { takeRates } from '../../engine/account/phases/rates.ts'
import {
  defineStrategy,
  futureOf,
  type Intent,
  type MarginModel,
  optionOf,
  parseDay,
  type Strategy,
  toMinor,
  ZERO,
} from '../../engine/index.ts'
import { only, PLAIN_RULES, runBook, scripted } from '../fixtures/run-book.ts'
import { OIX, type TinyDay, tinyMarket } from '../fixtures/tiny-market.ts'
import { sliceAt } from './account/execution/slices.ts'

const GOLD = futureOf('GC', '2009-04')
const reason = { rule: 'x', text: 'x' }

const FREE: MarginModel = { name: 'free', looksAtVolatility: false, requirement: () => [] }

/** On the DAX close of this day the strategy answers. */
const atDaxClose = (day: string, answer: () => Intent[]): Strategy =>
  defineStrategy({
    name: 'woken-by-dax',
    about: 'Trades gold when Frankfurt closes.',
    params: z.strictObject({}),
    run: ({ bus }) => {
      bus.read('GC')
      return bus
        .bars('DAX')
        .pipe(
          concatMap(wake =>
            new Date(wake.time).toISOString().startsWith(day) ? from(answer()) : from([] as Intent[]),
          ),
        )
    },
  })

describe('an order that is decided while the other exchange is open', () => {
  const market = syntheticMarket({
    ...DEMO_TERMS,
    seed: 1,
    from: parseDay('2009-01-02'),
    to: parseDay('2009-04-30'),
  })
  const buy: Intent = {
    kind: 'open',
    tag: 'gold',
    legs: [{ instrument: GOLD, side: 'buy', ratio: 1 }],
    lots: 1,
    reason,
  }
  const options = {
    market,
    from: '2009-02-16',
    to: '2009-03-06',
    rules: { margin: FREE, fx: { EUR: 1.3 } },
  }
  const barsOf = async (): Promise<Map<string, number>> => {
    const opens = new Map<string, number>()
    const needs = { chains: [], bars: ['GC'], chainsAfter: 0 }
    for await (const block of market.read(needs, 0, Number.MAX_SAFE_INTEGER)) {
      const bars = block.bars.get(GOLD.id)
      bars?.time.forEach((time, row) => {
        opens.set(new Date(time).toISOString().slice(0, 10), bars.open[row] ?? Number.NaN)
      })
    }
    return opens
  }

  it('fills at the next open, not at that of the session that it was decided in', async () => {
    const records = await runBook({ ...options, strategy: atDaxClose('2009-02-24', () => [buy]) })
    const opens = await barsOf()
    const [fill] = only(records, 'fill')
    expect(new Date(fill?.time ?? 0).toISOString()).toContain('2009-02-25')
    expect(fill?.fill.price).toBeCloseTo((opens.get('2009-02-25') ?? 0) + 0.1, 9)
    expect(only(records, 'cancel')).toEqual([])
  })

  it('lives for the first session that opens after it', async () => {
    const dear: Intent = { ...buy, limit: 1 }
    const records = await runBook({ ...options, strategy: atDaxClose('2009-02-24', () => [dear]) })
    const [cancel] = only(records, 'cancel')
    expect(new Date(cancel?.time ?? 0).toISOString()).toContain('2009-02-25')
  })
})

/** Asks as much as the underlying costs, a contract. */
const AS_THE_UNDERLYING: MarginModel = {
  name: 'as the underlying',
  looksAtVolatility: false,
  requirement: positions => [
    {
      product: 'OIX',
      currency: 'USD',
      initial: toMinor(
        positions.reduce(
          (sum, { quantity, underlyingPrice }) => sum + Math.abs(quantity) * underlyingPrice,
          0,
        ),
        'USD',
      ),
      maintenance: ZERO,
      premiumIncluded: ZERO,
      scenario: null,
      structures: [],
    },
  ],
}

describe('the margin of an order that fills at the open', () => {
  const call = optionOf('OIX', parseDay('2009-10-27'), 'call', 1000)
  const quote = { strike: 1000, right: 'call' as const, open: 5, close: 5, settlement: 5, volume: 9 }
  const days = (second: Partial<TinyDay>): TinyDay[] => [
    { day: '2009-10-12', underlying: 100, quotes: [quote] },
    { day: '2009-10-13', underlying: 100, quotes: [quote], ...second },
    { day: '2009-10-14', underlying: 100, quotes: [quote] },
  ]
  const buy: Intent = {
    kind: 'open',
    tag: 'call',
    legs: [{ instrument: call, side: 'buy', ratio: 1 }],
    lots: 1,
    reason,
  }
  const outcome = async (second: Partial<TinyDay>): Promise<string> => {
    const records = await runBook({
      market: tinyMarket({ option: OIX, expiry: '2009-10-27', days: days(second) }),
      strategy: scripted('OIX', (_, day) => (day === '2009-10-12' ? [buy] : [])),
      from: '2009-10-12',
      to: '2009-10-14',
      cash: 1000,
      rules: { margin: AS_THE_UNDERLYING, slippageTicks: 0 },
    })
    const [cancel] = only(records, 'cancel')
    return cancel?.why ?? `filled ${only(records, 'fill').length}`
  }
  const refused = 'its initial margin at the fill is more than the account is worth'

  it.each<[string, Partial<TinyDay>, string]>([
    ['sees no close of the day', { underlying: 5000, open: 100 }, 'filled 1'],
    ['sees the open', { underlying: 100, open: 5000 }, refused],
    [
      'sees the close of the day before where the underlying has no open',
      { underlying: 5000, open: Number.NaN },
      'filled 1',
    ],
    ['is not blind to it where the session has no bar yet', { underlying: null }, 'filled 1'],
  ])('%s', async (_, second, expected) => {
    expect(await outcome(second)).toBe(expected)
  })
})

describe('the rate of exchange', () => {
  const bar = (time: number, close: number) => ({
    instrument: 'EURUSD',
    time,
    open: close,
    high: close,
    low: close,
    close,
    settlement: Number.NaN,
    volume: Number.NaN,
  })

  it.each([
    ['while orders meet the open is the one before', true, 20, 10, 1.1],
    ['is that of the instant afterwards', false, 20, 10, 1.2],
    ['at the open is the latest where the slice has no bar of it', true, 15, 10, 1.1],
    ['at the open is the first there is where none is before', true, 20, null, 1.2],
  ])('%s', (_, atOpen, time, before, expected) => {
    const portfolio = new Portfolio({ currency: 'USD', cash: ZERO, cashRatePercent: 0 }, () => {})
    const slice = {
      ...sliceAt(time, []),
      bar: () => (time === 20 ? bar(20, 1.2) : bar(10, 1.1)),
      barBefore: () => (before === null ? null : bar(before, 1.1)),
    }
    takeRates({ atOpen, portfolio, rules: { ...PLAIN_RULES, fx: { EUR: 'EURUSD' } } }, slice)
    expect(portfolio.money.rateOf('EUR')).toBe(expected)
  })
})

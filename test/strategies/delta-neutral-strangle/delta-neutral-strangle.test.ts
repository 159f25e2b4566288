/** `delta-neutral-strangle` through the engine, on a market whose deltas the test sets by volatility. */

import { describe, expect, it } from 'vitest'
import { type Market, optionOf, parseDay, type RunRecord } from '../../../engine/index.ts'
import { black76, black76Greeks } from '../../../engine/pricing/options/black76.ts'
import { deltaNeutralStrangle } from '../../../strategies/delta-neutral-strangle/index.ts'
import { demoMarket } from '../../fixtures/demo.ts'
import { only, runBook } from '../../fixtures/run-book.ts'
import { type Quote, type TinyDay, tinyMarket } from '../../fixtures/tiny-market.ts'

const EXPIRY = '2009-11-20'
const SIGMA = 0.2

const yearsFrom = (day: string): number => (parseDay(EXPIRY) - parseDay(day)) / 365

/** Every tenth strike around 1000, at one volatility; open interest peaks at 1060 and at 940. */
function quotesOn(day: string, price: number): Quote[] {
  const quotes: Quote[] = []
  for (let strike = 880; strike <= 1120; strike += 10) {
    for (const right of ['call', 'put'] as const) {
      const value = Math.max(0.1, Math.round(black76(right, price, strike, yearsFrom(day), SIGMA) * 10) / 10)
      const peak = right === 'call' ? 1060 : 940
      quotes.push({
        strike,
        right,
        bid: value,
        ask: value,
        settlement: value,
        openInterest: strike === peak ? 1000 : 100,
      })
    }
  }
  return quotes
}

const DAYS = ['2009-10-19', '2009-10-20', '2009-10-21', '2009-10-22', '2009-10-23', '2009-10-26']

const marketOf = (prices: readonly number[]): Market =>
  tinyMarket({
    expiry: EXPIRY,
    days: DAYS.map(
      (day, at): TinyDay => ({
        day,
        underlying: prices[at] ?? 1000,
        quotes: quotesOn(day, prices[at] ?? 1000),
      }),
    ),
  })

const run = (params: object, prices: readonly number[] = []): Promise<RunRecord[]> =>
  runBook({
    market: marketOf(prices),
    strategy: deltaNeutralStrangle,
    params: { product: 'OG', sizing: 'lots', lots: 1, stopMult: null, buyBack: 'off', ...params },
    from: '2009-10-19',
    to: '2009-10-26',
    cash: 1_000_000,
    oiLagSessions: 0,
  })

const opened = (records: readonly RunRecord[]) =>
  only(records, 'order')
    .filter(({ order }) => order.purpose === 'open')
    .map(({ order }) => order)

const strikesOf = (records: readonly RunRecord[]): string[][] =>
  opened(records).map(order => order.legs.map(leg => leg.instrument.id.slice(-6).trim()))

const deltaOf = (right: 'call' | 'put', strike: number, day: string, price: number): number =>
  black76Greeks(right, price, strike, yearsFrom(day), SIGMA).delta ?? 0

describe('delta-neutral-strangle', () => {
  it('writes the pair with the most credit of those that N1, N2 and the zones leave', async () => {
    const [order] = opened(await run({}))
    const [call, put] = (order?.legs ?? []).map(leg => leg.instrument)
    if (call?.kind !== 'option' || put?.kind !== 'option') throw new Error('a pair was written')
    expect([call.right, put.right]).toEqual(['call', 'put'])
    expect(call.strike).toBeGreaterThanOrEqual(1060)
    expect(put.strike).toBeLessThanOrEqual(940)
    const day = '2009-10-19'
    const net = deltaOf('call', call.strike, day, 1000) + deltaOf('put', put.strike, day, 1000)
    expect(Math.abs(net)).toBeLessThanOrEqual(0.051)
    // Margin is the same for every strangle of the table, so the most credit wins: the strikes nearest the money.
    expect([call.strike, put.strike]).toEqual([1070, 930])
  })

  it('goes nearer to the money where zones are not asked, up to the cap on a leg', async () => {
    const records = await run({ useZones: false })
    const [order] = opened(records)
    for (const { instrument } of order?.legs ?? []) {
      if (instrument.kind !== 'option') throw new Error('options were written')
      expect(Math.abs(deltaOf(instrument.right, instrument.strike, '2009-10-19', 1000))).toBeLessThanOrEqual(
        0.301,
      )
    }
    expect(strikesOf(records)).not.toEqual(strikesOf(await run({})))
  })

  it('says which candidates it refused, and by which rule', async () => {
    const [order] = opened(await run({}))
    const { evidence = {} } = order?.reason ?? {}
    expect(order?.reason.rule).toBe('N4')
    expect(Number(evidence['refused by N1'])).toBeGreaterThan(0)
    expect(Number(evidence['refused by Z6'])).toBeGreaterThan(0)
    expect(String(evidence['refused 1'])).toMatch(/^[CP] \d+/)
  })

  it('declines where no pair passes', async () => {
    const records = await run({ netTol: 0 })
    expect(opened(records)).toEqual([])
    expect(new Set(only(records, 'refusal').map(record => record.reason.rule))).toEqual(new Set(['N4']))
  })

  it('legs in: one side by its zone, the other when it balances', async () => {
    const records = await run({ netTol: 0, legIn: 'zone', netTolLegIn: 0.1 })
    const orders = opened(records)
    expect(orders.map(order => [order.reason.rule, order.legs.length])).toEqual([
      ['N5', 1],
      ['N5', 1],
    ])
    expect(new Set(orders.map(order => order.group)).size).toBe(1)
    expect(new Set(orders.map(order => order.legs[0]?.instrument.id.includes(' C ')))).toEqual(
      new Set([true, false]),
    )
  })

  it('neutralises a one-sided position once, when its delta has grown beyond the trigger', async () => {
    // A rise makes the short call heavy; no leg-in rule fires, for no %B signals within a week.
    const prices = [1000, 1000, 1040, 1045, 1045, 1045]
    const carried = await runBook({
      market: marketOf(prices),
      strategy: deltaNeutralStrangle,
      params: {
        product: 'OG',
        stopMult: null,
        buyBack: 'off',
        neutralTrigger: 0.3,
        netTolLegIn: 0.1,
        netTol: 0,
      },
      from: '2009-10-19',
      to: '2009-10-26',
      cash: 1_000_000,
      oiLagSessions: 0,
      positions: [
        {
          tag: 'one side',
          instrument: optionOf('OG', parseDay(EXPIRY), 'call', 1060),
          quantity: -2,
          price: 8,
        },
      ],
    })
    const [order, ...others] = opened(carried).filter(one => one.origin === 'strategy')
    expect(others).toEqual([])
    expect(order).toMatchObject({ tag: 'one side', lots: 2, reason: { rule: 'N5' } })
    expect(order?.legs[0]?.quantity).toBe(-2)
    expect(Math.abs(Number(order?.reason.evidence?.positionDelta))).toBeGreaterThan(0.3)
    const none = await runBook({
      market: marketOf(prices),
      strategy: deltaNeutralStrangle,
      params: { product: 'OG', stopMult: null, buyBack: 'off', maxNeutral: 0, netTol: 0 },
      from: '2009-10-19',
      to: '2009-10-26',
      cash: 1_000_000,
      positions: [
        {
          tag: 'one side',
          instrument: optionOf('OG', parseDay(EXPIRY), 'call', 1060),
          quantity: -2,
          price: 8,
        },
      ],
    })
    expect(opened(none).filter(one => one.origin === 'strategy')).toEqual([])
  })

  it('by ratio writes whole contracts whose deltas cancel', async () => {
    const records = await runBook({
      market: demoMarket(3),
      strategy: deltaNeutralStrangle,
      params: { product: 'OG', contracts: 'ratio', useZones: false, netTol: 0.02 },
      from: '2009-01-15',
      to: '2009-06-30',
    })
    const ratios = opened(records).map(order => order.legs.map(leg => Math.abs(leg.quantity) / order.lots))
    expect(ratios.length).toBeGreaterThan(0)
    expect(ratios.some(([calls, puts]) => calls !== puts)).toBe(true)
  })
})

describe('legs that go in one by one', () => {
  it('are sized for the credit of both sides, on which the stop will run', async () => {
    const lotsOf = async (params: object) => {
      const records = await runBook({
        market: marketOf([]),
        strategy: deltaNeutralStrangle,
        params: { product: 'OG', buyBack: 'off', marginCap: 1, ...params },
        from: '2009-10-19',
        to: '2009-10-26',
        cash: 1_000_000,
        oiLagSessions: 0,
      })
      const [first] = opened(records)
      const credit = Number(first?.reason.evidence?.credit)
      return { lots: first?.lots ?? 0, credit, legs: first?.legs.length ?? 0 }
    }
    const alone = await lotsOf({ netTol: 0, legIn: 'zone' })
    expect(alone.legs).toBe(1)
    expect(alone.lots).toBe(Math.floor((1_000_000 * 0.02) / (2 * alone.credit * 100) + 1e-9))
    const pair = await lotsOf({})
    expect(pair.legs).toBe(2)
    expect(pair.lots).toBe(Math.floor((1_000_000 * 0.02) / (pair.credit * 100) + 1e-9))
  })

  it('wait a session where another opening was decided at the same close', async () => {
    const carriedCall = (tag: string, strike: number) => ({
      tag,
      instrument: optionOf('OG', parseDay(EXPIRY), 'call', strike),
      quantity: -1,
      price: 8,
    })
    const records = await runBook({
      market: marketOf([1000, 1000, 1040, 1045, 1045, 1045]),
      strategy: deltaNeutralStrangle,
      params: { product: 'OG', stopMult: null, buyBack: 'off', netTol: 0 },
      from: '2009-10-19',
      to: '2009-10-26',
      cash: 1_000_000,
      oiLagSessions: 0,
      positions: [carriedCall('one', 1060), carriedCall('two', 1050)],
    })
    const decided = opened(records).filter(order => order.origin === 'strategy')
    expect(decided.map(order => order.tag).sort()).toEqual(['one', 'two'])
    expect(new Set(decided.map(order => order.placedAt)).size).toBe(2)
  })
})

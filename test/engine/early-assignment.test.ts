/** Options that are exercised before their expiry, through the engine. */

import { describe, expect, it } from 'vitest'
import {
  type AssignmentFacts,
  type AssignmentModel,
  type Intent,
  optimalExercise,
  optionOf,
  parseDay,
  randomAssignment,
} from '../../engine/index.ts'
import { cashByKind, equityEnd, only, runBook, scripted } from '../fixtures/run-book.ts'
import { OG, OIX, type TinyDay, tinyMarket } from '../fixtures/tiny-market.ts'

const EXPIRY = '2009-10-27'
const call = optionOf('OG', parseDay(EXPIRY), 'call', 1000)

const days: TinyDay[] = (
  [
    ['2009-10-20', 1010, 20],
    ['2009-10-21', 1020, 25],
    ['2009-10-22', 1050, 50],
    ['2009-10-23', 1060, 60],
    ['2009-10-26', 1040, 40],
    ['2009-10-27', 1030, 30],
    ['2009-10-28', 1030, 30],
  ] as const
).map(([day, underlying, price]) => ({
  day,
  underlying,
  quotes: [
    { strike: 1000, right: 'call' as const, bid: price, ask: price, settlement: price },
    { strike: 1000, right: 'put' as const, bid: 1, ask: 1, settlement: 1 },
  ],
}))

const write = (instrument = call): Intent => ({
  kind: 'open',
  tag: 'call',
  legs: [{ instrument, side: 'sell', ratio: 1 }],
  lots: 3,
  reason: { rule: 'test', text: 'opens' },
})

/** Assigns so many contracts on one day, and remembers what it was asked. */
const onDay = (day: string, contracts: number): AssignmentModel & { readonly asked: AssignmentFacts[] } => {
  const asked: AssignmentFacts[] = []
  return {
    name: 'scripted',
    asked,
    assigned(facts) {
      asked.push(facts)
      return facts.day === parseDay(day) && facts.instrument.right === 'call' ? contracts : 0
    },
  }
}

const run = (assignment: AssignmentModel, option = OG, instrument = call) =>
  runBook({
    market: tinyMarket({ expiry: EXPIRY, days, option }),
    strategy: scripted(option.id, (_, day) => (day === '2009-10-20' ? [write(instrument)] : [])),
    from: '2009-10-20',
    to: '2009-10-28',
    rules: { assignment, commissionPerContract: 0, missingSettlement: 'underlying' },
  })

describe('early assignment', () => {
  it('turns some contracts into futures on the next session, and leaves the others', async () => {
    const records = await run(onDay('2009-10-22', 2))
    expect(
      only(records, 'expiry').map(one => [one.quantity, one.outcome, one.beforeExpiry, one.settlement]),
    ).toEqual([
      [-2, 'assigned', true, 1050],
      [-1, 'assigned', false, 1030],
    ])
    expect(only(records, 'assignment').map(one => [one.quantity, one.price])).toEqual([
      [-2, 1000],
      [-1, 1000],
    ])
    // The premium is kept, and every future is short from the strike: three lose 30 points each in the end.
    expect(cashByKind(records)).toEqual({ deposit: 150_000, premium: 3 * 2500, variation: -3 * 30 * 100 })
    expect(equityEnd(records)).toBe(150_000 + 7500 - 9000)
  })

  it('costs nothing at the moment it happens but the time value', async () => {
    const equities = (records: Awaited<ReturnType<typeof run>>) =>
      only(records, 'day').map(record => record.equity)
    const early = equities(await run(onDay('2009-10-22', 3)))
    const late = equities(await run(onDay('2009-10-22', 0)))
    expect(early[2]).toBe(late[2])
  })

  it('exchanges what variation margin has paid in a futures-style option', async () => {
    const futuresStyle = { ...OG, premium: [{ from: null, value: 'futuresStyle' as const }] }
    const records = await run(onDay('2009-10-22', 3), futuresStyle)
    expect(equityEnd(records)).toBe(150_000 + 3 * 100 * (25 - 30))
  })

  it('counts to the stop of the group: what the exercise cost is not forgotten', async () => {
    const put = optionOf('OG', parseDay(EXPIRY), 'put', 1000)
    const straddle: Intent = {
      kind: 'open',
      tag: 'straddle',
      lots: 3,
      reason: { rule: 'test', text: 'opens' },
      legs: [call, put].map(instrument => ({ instrument, side: 'sell', ratio: 1 })),
      stop: { loss: { points: 20 }, test: 'settlement' },
    }
    const records = await runBook({
      market: tinyMarket({ expiry: EXPIRY, days }),
      strategy: scripted('OG', (_, day) => (day === '2009-10-20' ? [straddle] : [])),
      from: '2009-10-20',
      to: '2009-10-28',
      rules: { assignment: onDay('2009-10-22', 3), commissionPerContract: 0 },
    })
    // The credit was 26; the call was worth 50 when it was exercised, and the put costs 1 to close.
    expect(only(records, 'stop')).toMatchObject([{ valuePoints: 51, lossPoints: 25 }])
    const closed = only(records, 'fill').filter(record => record.origin === 'stop')
    expect(closed.map(({ fill }) => [fill.instrument.id, fill.quantity])).toEqual([[put.id, 3]])
  })

  it('is not asked by a price of another session', async () => {
    const unquoted = days.map(day =>
      day.day === '2009-10-22' ? { ...day, quotes: (day.quotes ?? []).slice(1) } : day,
    )
    const model = onDay('2009-10-28', 0)
    await runBook({
      market: tinyMarket({ expiry: EXPIRY, days: unquoted }),
      strategy: scripted('OG', (_, day) => (day === '2009-10-20' ? [write()] : [])),
      from: '2009-10-20',
      to: '2009-10-28',
      rules: { assignment: model },
    })
    expect(model.asked.map(facts => facts.optionPrice)).toEqual([25, null, 60, 40])
  })

  it('is not asked of European options, on the last session, or for what is held long', async () => {
    const european = onDay('2009-10-22', 3)
    await run(european, OIX, optionOf('OIX', parseDay(EXPIRY), 'call', 1000))
    expect(european.asked).toEqual([])
    const american = onDay('2009-10-22', 0)
    await run(american)
    expect(american.asked.map(facts => facts.day)).toEqual(
      ['2009-10-21', '2009-10-22', '2009-10-23', '2009-10-26'].map(day => parseDay(day)),
    )
    expect(american.asked[0]).toMatchObject({ quantity: 3, underlyingPrice: 1020, optionPrice: 25 })
    expect(american.asked[0]?.sigma).toBeGreaterThan(0)
  })

  it('by the optimal model comes when the option is worth no more than its exercise', async () => {
    const records = await run(optimalExercise({ ratePercent: 3 }))
    const [first] = only(records, 'expiry')
    expect([first?.beforeExpiry, new Date(first?.time ?? 0).toISOString().slice(0, 10)]).toEqual([
      true,
      '2009-10-22',
    ])
    const none = await run(optimalExercise({ ratePercent: 0 }))
    expect(only(none, 'expiry').every(record => !record.beforeExpiry)).toBe(true)
  })

  it('by chance is the same for the same seed', async () => {
    const model = (seed: number) => randomAssignment({ seed, dailyProbability: 0.4 })
    expect(await run(model(5))).toEqual(await run(model(5)))
    const quantities = async (seed: number) => only(await run(model(seed)), 'expiry').map(one => one.quantity)
    const all = await Promise.all([1, 2, 3, 4, 5, 6].map(quantities))
    expect(new Set(all.map(String)).size).toBeGreaterThan(1)
    for (const one of all) expect(one.reduce((sum, quantity) => sum + quantity, 0)).toBe(-3)
  })
})

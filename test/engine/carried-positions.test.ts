/** A book to start from: what the account is worth when it begins, and what becomes of what it holds. */

import { describe, expect, it } from 'vitest'
import { type CarriedPosition, futureOf, optionOf, parseDay } from '../../engine/index.ts'
import { cashByKind, equityEnd, only, runBook, scripted } from '../fixtures/run-book.ts'
import { closeOf, OG, type TinyDay, tinyMarket } from '../fixtures/tiny-market.ts'

const EXPIRY = '2009-10-27'
const call = optionOf('OG', parseDay(EXPIRY), 'call', 1110)
const put = optionOf('OG', parseDay(EXPIRY), 'put', 1025)
const future = futureOf('GC', '2009-12')

const days: TinyDay[] = (
  [
    ['2009-10-22', 1058, 5, 5],
    ['2009-10-23', 1056, 3, 4],
    ['2009-10-26', 1042, 1, 2],
    ['2009-10-27', 1035, 0, 0],
    ['2009-10-28', 1030, 0, 0],
  ] as const
).map(([day, underlying, callPrice, putPrice]) => ({
  day,
  underlying,
  quotes: [
    { strike: 1110, right: 'call' as const, bid: callPrice, ask: callPrice + 0.2, settlement: callPrice },
    { strike: 1025, right: 'put' as const, bid: putPrice, ask: putPrice + 0.2, settlement: putPrice },
  ],
}))

const idle = scripted('OG', () => [])
const held = (
  instrument: CarriedPosition['instrument'],
  quantity: number,
  price: number,
): CarriedPosition => ({
  tag: 'strangle',
  instrument,
  quantity,
  price,
})

describe('positions carried in', () => {
  it('count from their carried prices, leave the stated cash, and expire like any other', async () => {
    const records = await runBook({
      market: tinyMarket({ expiry: EXPIRY, days }),
      strategy: idle,
      from: '2009-10-22',
      to: '2009-10-28',
      cash: 100_000,
      positions: [held(call, -2, 6), held(put, -2, 5.5)],
    })
    expect(only(records, 'day')[0]).toMatchObject({
      cash: 10_000_000,
      equity: 10_000_000 - (5 + 5) * 2 * 100 * 100,
    })
    expect(cashByKind(records)).toEqual({ deposit: 100_000 - 2300, premium: 2300 })
    expect(only(records, 'expiry').map(record => record.outcome)).toEqual(['worthless', 'worthless'])
    expect(equityEnd(records)).toBe(100_000)
    expect(only(records, 'order')[0]?.order).toMatchObject({ origin: 'carried', lots: 2, tag: 'strangle' })
    expect(only(records, 'fill').every(record => record.origin === 'carried')).toBe(true)
  })

  it('are seen by the strategy, which can close them at a commission', async () => {
    const records = await runBook({
      market: tinyMarket({ expiry: EXPIRY, days }),
      strategy: scripted('OG', (wake, day) =>
        day === '2009-10-22'
          ? wake.snapshot.groups.map(group => ({
              kind: 'close' as const,
              group: group.id,
              reason: { rule: 'test', text: 'closes' },
            }))
          : [],
      ),
      from: '2009-10-22',
      to: '2009-10-28',
      cash: 100_000,
      positions: [held(call, -2, 6)],
    })
    expect(equityEnd(records)).toBe(100_000 - 2 * 3.2 * 100 - 2 * 2.5)
  })

  it('in futures and in futures-style options exchange variation margin from the carried price on', async () => {
    const futuresStyle = { ...OG, premium: [{ from: null, value: 'futuresStyle' as const }] }
    const records = await runBook({
      market: tinyMarket({ expiry: EXPIRY, days, option: futuresStyle }),
      strategy: idle,
      from: '2009-10-22',
      to: '2009-10-22',
      cash: 100_000,
      positions: [held(future, 1, 1050), held(call, -1, 6)],
    })
    expect(cashByKind(records)).toEqual({ deposit: 100_000, variation: (1058 - 1050) * 100 + (6 - 5) * 100 })
  })

  it('have the multiplier of their chain as it was known at the start, however the data are cut', async () => {
    const lots = days.map(day => ({
      ...day,
      quotes: (day.quotes ?? []).map(one => ({ ...one, multiplier: 50 })),
    }))
    const multipliers = async (cuts: readonly number[]) => {
      const records = await runBook({
        market: tinyMarket({ expiry: EXPIRY, days: lots, cuts }),
        strategy: idle,
        from: '2009-10-23',
        to: '2009-10-28',
        cash: 100_000,
        positions: [held(call, -2, 6)],
      })
      return only(records, 'fill').map(({ fill }) => fill.multiplier)
    }
    expect(await multipliers([])).toEqual([50])
    expect(await multipliers([closeOf('2009-10-22')])).toEqual([50])
  })

  it('are refused when they ended before the run, and when they cost more than there is', async () => {
    const run = (from: string, position: CarriedPosition, cash: number) =>
      runBook({
        market: tinyMarket({ expiry: EXPIRY, days, futureEnds: '2009-10-26' }),
        strategy: idle,
        from,
        to: '2009-10-28',
        cash,
        positions: [position],
      })
    await expect(run('2009-10-28', held(call, -1, 1), 1000)).rejects.toThrow('it ended on 2009-10-27')
    await expect(run('2009-10-27', held(future, -1, 1000), 1000)).rejects.toThrow('it ended on 2009-10-26')
    await expect(run('2009-10-22', held(call, -1, 50), 1000)).rejects.toThrow('worth nothing')
  })
})

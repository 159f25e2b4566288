/** What a market lacks at the end of a position, or of a currency: the run stops, or says what stood in for it. */

import { describe, expect, it } from 'vitest'
import { optionOf, parseDay, type RunRecord } from '../../engine/index.ts'
import { cashByKind, only, runBook, scripted } from '../fixtures/run-book.ts'
import { OIX, type TinyDay, tinyMarket } from '../fixtures/tiny-market.ts'

const PUT = optionOf('OIX', parseDay('2009-10-27'), 'put', 1000)
const quotes = [{ strike: 1000, right: 'put' as const, settlement: 10, open: 10, close: 10, volume: 5 }]

const DAYS: readonly TinyDay[] = [
  { day: '2009-10-23', underlying: 1010, quotes },
  { day: '2009-10-26', underlying: 1010, quotes },
  { day: '2009-10-27', underlying: 1020, open: 990, quotes },
  { day: '2009-10-28', underlying: 1020 },
]

const morning = {
  ...OIX,
  expiry: [{ from: null, value: { rule: 'listed' as const, time: '09:30', zone: 'America/New_York' } }],
}

const held = (option: typeof OIX, more: object = {}, days = DAYS): Promise<RunRecord[]> =>
  runBook({
    market: tinyMarket({ option, expiry: '2009-10-27', days }),
    strategy: scripted('OIX', () => []),
    from: '2009-10-23',
    to: '2009-10-28',
    positions: [{ tag: 'a', instrument: PUT, quantity: -1, price: 10 }],
    rules: { margin: { name: 'free', looksAtVolatility: false, requirement: () => [] }, ...more },
  })

describe('a series that ends in the morning', () => {
  it('settles on the open of its day', async () => {
    const records = await held(morning, { missingSettlement: 'underlying' })
    expect(only(records, 'expiry')).toMatchObject([
      { outcome: 'cash', settlement: 990, source: 'underlyingInstead' },
    ])
    expect(cashByKind(records).settlement).toBe(-10 * 50)
    expect(only(records, 'substitute')).toMatchObject([{ of: 'settlement', name: PUT.id, staleSessions: 0 }])
  })

  it('does so by rule where its product says so', async () => {
    const records = await held({ ...morning, settlement: { kind: 'cash', index: 'IX', final: 'open' } })
    expect(only(records, 'expiry')).toMatchObject([{ settlement: 990, source: 'underlying' }])
    expect(only(records, 'substitute')).toEqual([])
  })

  it('takes nothing from later that day where the open is missing', async () => {
    const days = DAYS.map(day => (day.day === '2009-10-27' ? { ...day, open: 0 } : day))
    const records = await held(morning, { missingSettlement: 'underlying' }, days)
    expect(only(records, 'expiry')).toMatchObject([{ settlement: 1010, source: 'underlyingEarlier' }])
    expect(only(records, 'substitute')).toMatchObject([{ staleSessions: 1 }])
  })

  it('stops the run without a settlement otherwise', async () => {
    await expect(held(morning)).rejects.toThrow(`there is no settlement for ${PUT.id} on 2009-10-27`)
  })

  it('does not trade after its end', async () => {
    const sell = (day: string) =>
      runBook({
        market: tinyMarket({ option: morning, expiry: '2009-10-27', days: DAYS, settlement: 1000 }),
        strategy: scripted('OIX', (_, now) =>
          now === day
            ? [
                {
                  kind: 'open',
                  tag: 'a',
                  legs: [{ instrument: PUT, side: 'sell', ratio: 1 }],
                  lots: 1,
                  reason: { rule: 'test', text: 'as the test has it' },
                },
              ]
            : [],
        ),
        from: '2009-10-23',
        to: '2009-10-28',
        rules: {
          fill: 'nextClose',
          margin: { name: 'free', looksAtVolatility: false, requirement: () => [] },
        },
      })
    expect(only(await sell('2009-10-23'), 'fill')).toHaveLength(1)
    expect(only(await sell('2009-10-26'), 'fill')).toHaveLength(0)
  })
})

/** The end of futures: what a group held does not go without a record, however it came and whatever else it holds. */

import { describe, expect, it } from 'vitest'
import {
  type CarriedPosition,
  futureOf,
  type Intent,
  optionOf,
  parseDay,
  type Rules,
  type RunRecord,
} from '../../engine/index.ts'
import {
  atCloses,
  type CloseScript,
  FUTURES_MARGIN,
  type FuturesTerms,
  futuresMarket,
} from '../fixtures/futures-market.ts'
import { only, runBook, scripted } from '../fixtures/run-book.ts'
import { closeOf, type TinyDay, tinyMarket } from '../fixtures/tiny-market.ts'

const MARCH = futureOf('FZ', '2009-03')
const JUNE = futureOf('FZ', '2009-06')
const reason = { rule: 'test', text: 'as the test has it' }

const terms: FuturesTerms = {
  ends: { [MARCH.id]: '2009-03-13', [JUNE.id]: '2009-03-17' },
  days: [
    { day: '2009-03-10', prices: { [MARCH.id]: 100, [JUNE.id]: 102 } },
    { day: '2009-03-11', prices: { [MARCH.id]: 101, [JUNE.id]: 103 } },
    { day: '2009-03-12', prices: { [MARCH.id]: 103, [JUNE.id]: 104 } },
    { day: '2009-03-13', prices: { [MARCH.id]: 119, [JUNE.id]: 120 } },
    { day: '2009-03-16', prices: { [JUNE.id]: 121 } },
    { day: '2009-03-17', prices: { [JUNE.id]: 122 } },
    { day: '2009-03-18', prices: {} },
  ],
}

const run = (
  script: CloseScript,
  positions: readonly CarriedPosition[] = [],
  market = terms,
  rules: Partial<Rules> = {},
) =>
  runBook({
    market: futuresMarket(market),
    strategy: atCloses(script),
    from: '2009-03-10',
    to: '2009-03-18',
    positions,
    rules: { margin: FUTURES_MARGIN, commissionPerContract: 0, slippageTicks: 0, ...rules },
  })

const ends = (records: readonly RunRecord[]) =>
  only(records, 'ended').map(({ time, group, instrument, quantity, outcome, price }) => [
    new Date(time).toISOString().slice(0, 10),
    group,
    instrument,
    quantity,
    outcome,
    price,
  ])

const openBoth: Intent = {
  kind: 'open',
  tag: 'spread',
  legs: [
    { instrument: MARCH, side: 'sell', ratio: 1 },
    { instrument: JUNE, side: 'buy', ratio: 1 },
  ],
  lots: 2,
  reason,
}

describe('a future at its last session', () => {
  it('ends at the price of its last variation margin, whoever carried it in', async () => {
    const records = await run({}, [{ tag: 'a', instrument: MARCH, quantity: -1, price: 99 }])
    expect(ends(records)).toEqual([['2009-03-13', 1, MARCH.id, -1, 'expired', 119]])
    expect(only(records, 'open')).toEqual([])
    expect(only(records, 'entry').at(-1)?.entry).toMatchObject({
      kind: 'variation',
      time: closeOf('2009-03-13'),
    })
  })

  it('leaves its group to the legs that end on another day', async () => {
    const records = await run({ '2009-03-10': [openBoth] })
    expect(ends(records)).toEqual([
      ['2009-03-13', 1, MARCH.id, -2, 'expired', 119],
      ['2009-03-17', 1, JUNE.id, 2, 'expired', 122],
    ])
    expect(only(records, 'day').map(({ groups }) => groups)).toEqual([0, 1, 1, 1, 1, 0, 0])
  })

  it('takes the order with it that would have closed it', async () => {
    const close: Intent = { kind: 'close', group: 1, reason }
    const market = {
      ...terms,
      days: terms.days.map(day => (day.day === '2009-03-13' ? { ...day, still: [MARCH.id] } : day)),
    }
    const held = [{ tag: 'a', instrument: MARCH, quantity: -1, price: 99 }]
    const records = await run({ '2009-03-12': [close] }, held, market)
    expect(only(records, 'cancel')).toMatchObject([
      { time: closeOf('2009-03-13'), group: 1, why: `${MARCH.id} ended` },
    ])
  })

  it('ends at the next close where the calendar lacks that session', async () => {
    const market = {
      ...terms,
      holidays: ['2009-03-13'],
      days: terms.days.filter(({ day }) => day !== '2009-03-13'),
    }
    const held = [{ tag: 'a', instrument: MARCH, quantity: 1, price: 99 }]
    await expect(run({}, held, market)).rejects.toThrow(
      `there is no settlement for ${MARCH.id} on 2009-03-13`,
    )
    const records = await run({}, held, market, { missingSettlement: 'underlying' })
    expect(ends(records)).toEqual([['2009-03-16', 1, MARCH.id, 1, 'expired', 103]])
    expect(only(records, 'substitute')).toMatchObject([{ of: 'lastPrice', name: MARCH.id, staleSessions: 1 }])
  })

  it('does not end twice: what was closed by force leaves nothing to end', async () => {
    const records = await runBook({
      market: futuresMarket(terms),
      strategy: atCloses({}),
      from: '2009-03-10',
      to: '2009-03-18',
      cash: 1200,
      positions: [
        { tag: 'a', instrument: MARCH, quantity: -1, price: 99 },
        { tag: 'b', instrument: JUNE, quantity: -1, price: 101 },
      ],
      rules: { margin: FUTURES_MARGIN, commissionPerContract: 0, slippageTicks: 0 },
    })
    const gone = only(records, 'fill').filter(({ origin }) => origin === 'liquidation')
    expect(gone.map(({ fill }) => fill.instrument.id).sort()).toEqual([MARCH.id, JUNE.id])
    expect(ends(records)).toEqual([])
  })
})

describe('a future and options in one group', () => {
  const EXPIRY = '2009-10-27'
  const GOLD = futureOf('GC', '2009-12')
  const days = (['2009-10-22', '2009-10-23', '2009-10-26', '2009-10-27', '2009-10-28'] as const).map(
    (day, i): TinyDay => ({
      day,
      underlying: day <= '2009-10-26' ? 1050 + i : null,
      quotes: [
        { strike: 1000, right: 'call', bid: 50, ask: 51, settlement: 50 },
        { strike: 1200, right: 'call', bid: 1, ask: 2, settlement: 1 },
      ],
    }),
  )
  const held = (instrument: CarriedPosition['instrument'], quantity: number, price: number) => ({
    tag: 'covered',
    instrument,
    quantity,
    price,
  })
  const call = (strike: number) => optionOf('OG', parseDay(EXPIRY), 'call', strike)

  it('end apart: the options live on, and the stop still sees their credit', async () => {
    const records = await runBook({
      market: tinyMarket({ expiry: EXPIRY, days, futureEnds: '2009-10-26', settlement: 1052 }),
      strategy: scripted('OG', () => []),
      from: '2009-10-22',
      to: '2009-10-28',
      positions: [held(GOLD, 1, 1045), held(call(1200), -1, 3)],
    })
    expect(ends(records)).toEqual([['2009-10-26', 1, GOLD.id, 1, 'expired', 1052]])
    expect(only(records, 'expiry').map(({ outcome }) => outcome)).toEqual(['worthless'])
    expect(only(records, 'mark').at(-1)).toMatchObject({ time: closeOf('2009-10-26'), valuePoints: 1 })
  })

  it('end in cash when holders exercise on the last session of the future that they would get', async () => {
    const records = await runBook({
      market: tinyMarket({ expiry: EXPIRY, days, futureEnds: '2009-10-26', settlement: 1052 }),
      strategy: scripted('OG', () => []),
      from: '2009-10-22',
      to: '2009-10-28',
      positions: [held(call(1000), -2, 50)],
      rules: {
        assignment: {
          name: 'never',
          assigned: ({ day }) => (day === parseDay('2009-10-26') ? 2 : 0),
        },
      },
    })
    expect(only(records, 'expiry')).toMatchObject([{ outcome: 'cash', beforeExpiry: true, delivers: null }])
    expect([only(records, 'assignment'), only(records, 'open')]).toEqual([[], []])
  })
})

describe('a future that came by assignment', () => {
  it('ends like any other', async () => {
    const EXPIRY = '2009-10-26'
    const days = (['2009-10-22', '2009-10-23', '2009-10-26', '2009-10-27', '2009-10-28'] as const).map(
      (day, i): TinyDay => ({
        day,
        underlying: 1050 + i,
        quotes: day <= EXPIRY ? [{ strike: 1000, right: 'call', bid: 50, ask: 51, settlement: 50 }] : [],
      }),
    )
    const records = await runBook({
      market: tinyMarket({ expiry: EXPIRY, days, futureEnds: '2009-10-28' }),
      strategy: scripted('OG', () => []),
      from: '2009-10-22',
      to: '2009-10-28',
      positions: [
        { tag: 'a', instrument: optionOf('OG', parseDay(EXPIRY), 'call', 1000), quantity: -2, price: 50 },
      ],
    })
    expect(only(records, 'assignment')).toMatchObject([{ quantity: -2, price: 1000 }])
    expect(ends(records)).toEqual([['2009-10-28', 1, 'GC 2009-12', -2, 'expired', 1054]])
  })
})

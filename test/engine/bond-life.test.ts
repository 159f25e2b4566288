/** A bond from its purchase to its end: payment a day later, coupons, the face at maturity. */

import { describe, expect, it } from 'vitest'
import { type BondIssue, bondOf, parseDay } from '../../engine/index.ts'
import { AUGUST_2024 } from '../fixtures/basis-market.ts'
import { equityEnd, only } from '../fixtures/run-book.ts'
import {
  accrued,
  adjust,
  cents,
  dayOf,
  equities,
  fills,
  flows,
  loans,
  NOTE,
  open,
  openAs,
  overnight,
  type Play,
  play,
  refusals,
  rowsOf,
  type Script,
} from './bond-script.ts'

const UNITS = 10_000
const CLEAN = 100.5

const flat = rowsOf('2017-10-02', '2017-10-31', () => ({ note: CLEAN }))
const buyOn = (day: string): Script => ({ [day]: () => [open({ instrument: NOTE, quantity: UNITS })] })

/** An issue with its own coupon days. */
const issueOf = (couponPercent: number, issued: string, maturity: string): BondIssue => ({
  ...AUGUST_2024,
  id: `UST ${couponPercent} ${maturity}`,
  couponPercent,
  issued: parseDay(issued),
  maturity: parseDay(maturity),
})

describe('a bond that is bought', () => {
  it('is paid for on the next business day, with the interest accrued by then', async () => {
    // Decided on Thursday, bought on Friday the 6th, Columbus Day in between: paid for on the 10th.
    const records = await play({ rows: flat, funding: null, script: buyOn('2017-10-05') })
    expect(fills(records)).toEqual([['2017-10-06', NOTE.id, UNITS]])
    expect(flows(records, 'bond')).toEqual([['2017-10-10', -cents(UNITS * (CLEAN + accrued('2017-10-10')))]])
    expect(
      only(records, 'bond').map(({ time, units, unsettled }) => [dayOf(time), units, unsettled]),
    ).toEqual(
      expect.arrayContaining([
        ['2017-10-06', 0, UNITS],
        ['2017-10-10', UNITS, 0],
      ]),
    )
  })

  it('gains and loses from its trade on, but earns interest only from its payment on', async () => {
    const rows = rowsOf('2017-10-02', '2017-10-12', day => ({ note: day < '2017-10-10' ? CLEAN : CLEAN + 1 }))
    const equity = equities(await play({ rows, funding: null, script: buyOn('2017-10-05') }))
    expect(equity['2017-10-06']).toBe(5_000_000)
    expect(equity['2017-10-10']).toBe(5_000_000 + UNITS)
    const interest = UNITS * (accrued('2017-10-12') - accrued('2017-10-10'))
    expect(equity['2017-10-12']).toBeCloseTo(5_000_000 + UNITS + interest, 1)
  })

  it('takes two business days where its product says so', async () => {
    const records = await play({
      rows: flat,
      funding: null,
      script: buyOn('2017-10-05'),
      market: market => ({
        ...market,
        product(id) {
          const product = market.product(id)
          return product.kind === 'bond'
            ? { ...product, settlementDays: [{ from: null, value: 2 }] }
            : product
        },
      }),
    })
    expect(flows(records, 'bond').map(([day]) => day)).toEqual(['2017-10-11'])
  })

  it('pays no commission', async () => {
    const records = await play({
      rows: flat,
      funding: null,
      script: buyOn('2017-10-05'),
      rules: { commissionPerContract: 7 },
    })
    expect(flows(records, 'commission')).toEqual([])
  })

  it('costs its spread: so many 256ths each way', async () => {
    const script: Script = {
      ...buyOn('2017-10-05'),
      '2017-10-16': (_, group) => [adjust(group, { instrument: NOTE, quantity: -UNITS })],
    }
    const records = await play({ rows: flat, funding: null, script, rules: { slippageTicks: 2 } })
    expect(only(records, 'fill').map(({ fill }) => fill.price)).toEqual([CLEAN + 2 / 256, CLEAN - 2 / 256])
  })

  it('is refused where the account cannot pay for it and nobody lends', async () => {
    const records = await play({ rows: flat, funding: null, cash: 1_000_000, script: buyOn('2017-10-05') })
    expect(fills(records)).toEqual([])
    expect(refusals(records).map(([rule]) => rule)).toEqual(['initial margin'])
  })
})

describe('a bond that is sold', () => {
  const script: Script = {
    ...buyOn('2017-10-03'),
    '2017-10-16': (_, group) => [adjust(group, { instrument: NOTE, quantity: -UNITS })],
  }

  it('brings price and accrued interest a business day later, and only then its loan ends', async () => {
    const records = await play({ rows: flat, script })
    const proceeds = cents(UNITS * (CLEAN + accrued('2017-10-18')))
    expect(flows(records, 'bond').at(-1)).toEqual(['2017-10-18', proceeds])
    const borrowed = loans(records)
    expect(borrowed['2017-10-17']).toBe(cents(UNITS * (CLEAN + accrued('2017-10-17'))))
    expect(borrowed['2017-10-18']).toBe(0)
    expect(flows(records, 'repoInterest').at(-1)).toEqual([
      '2017-10-18',
      -cents(((borrowed['2017-10-17'] ?? 0) * 1.8) / 36_000),
    ])
  })

  it('leaves its group open until it is paid for, and shows the strategy nothing to trade', async () => {
    const seen: [string, number, number][] = []
    const look: Script = Object.fromEntries(
      ['2017-10-16', '2017-10-17', '2017-10-18'].map(day => [
        day,
        (wake, group) => {
          const { groups } = wake.snapshot
          seen.push([day, groups.length, groups[0]?.legs.length ?? 0])
          return script[day]?.(wake, group) ?? []
        },
      ]),
    )
    await play({ rows: flat, script: { ...script, ...look } })
    expect(seen).toEqual([
      ['2017-10-16', 1, 1],
      ['2017-10-17', 1, 0],
      ['2017-10-18', 0, 0],
    ])
  })

  it('keeps the gain it was sold at, whatever the price does until the payment', async () => {
    const rows = rowsOf('2017-10-02', '2017-10-31', day => ({ note: day < '2017-10-18' ? CLEAN : CLEAN - 5 }))
    const [fell, stood] = [await play({ rows, script }), await play({ rows: flat, script })]
    expect(equityEnd(fell)).toBe(equityEnd(stood))
  })

  it('can be bought back before the sale is paid for: both are paid for apart', async () => {
    const back: Script = {
      ...script,
      '2017-10-17': () => [openAs('again', { instrument: NOTE, quantity: UNITS })],
    }
    const records = await play({ rows: flat, script: back })
    expect(flows(records, 'bond').map(([day, cash]) => [day, Math.sign(cash)])).toEqual([
      ['2017-10-05', -1],
      ['2017-10-18', 1],
      ['2017-10-19', -1],
    ])
    expect(loans(records)['2017-10-18']).toBe(0)
    expect(loans(records)['2017-10-19']).toBe(cents(UNITS * (CLEAN + accrued('2017-10-19'))))
  })
})

describe('a coupon', () => {
  /** Pays on Wednesday, 15 November. */
  const midweek = issueOf(2.25, '2014-11-15', '2024-11-15')
  /** Pays on Saturday, 18 November. */
  const weekend = issueOf(2.25, '2014-11-18', '2024-11-18')
  const rows = (issue: BondIssue) =>
    rowsOf('2017-11-01', '2017-11-30', () => ({ more: { [issue.id]: CLEAN } }))
  const playWith = (issue: BondIssue, script: Script, more: Partial<Play> = {}) =>
    play({ rows: rows(issue), issues: [issue], script, funding: null, ...more })
  const buy = (issue: BondIssue) => () => [open({ instrument: bondOf(issue), quantity: UNITS })]
  const sell = (issue: BondIssue) => (_: unknown, group: number) => [
    adjust(group, { instrument: bondOf(issue), quantity: -UNITS }),
  ]
  const FULL = UNITS * 1.125

  it('is paid on its day on all that is held', async () => {
    const records = await playWith(midweek, { '2017-11-01': buy(midweek) })
    expect(flows(records, 'coupon')).toEqual([['2017-11-15', FULL]])
  })

  it('that falls on a weekend is paid on the next business day', async () => {
    const records = await playWith(weekend, { '2017-11-01': buy(weekend) })
    expect(flows(records, 'coupon')).toEqual([['2017-11-20', FULL]])
  })

  it.each([
    ['whose purchase is paid for the day before', midweek, '2017-11-10', [['2017-11-15', FULL]]],
    ['whose purchase is paid for on the day: it is the seller’s', midweek, '2017-11-13', []],
    ['whose purchase is traded on the day', midweek, '2017-11-14', []],
    ['on a weekend, paid for the Friday before', weekend, '2017-11-15', [['2017-11-20', FULL]]],
    ['on a weekend, paid for the Monday after', weekend, '2017-11-16', []],
  ] as const)('of a bond %s', async (_, issue, decided, expected) => {
    const records = await playWith(issue, { [decided]: buy(issue) })
    expect(flows(records, 'coupon')).toEqual(expected)
  })

  it.each([
    ['sold the day before and paid for on the day is still the seller’s', midweek, '2017-11-13', 1],
    ['sold and paid for before it is the buyer’s', midweek, '2017-11-10', 0],
    ['on a weekend, sold on the Friday before is still the seller’s', weekend, '2017-11-16', 1],
    ['on a weekend, sold on the Thursday before is the buyer’s', weekend, '2017-11-15', 0],
  ] as const)('of a bond %s', async (_, issue, decided, coupons) => {
    const records = await playWith(issue, { '2017-11-01': buy(issue), [decided]: sell(issue) })
    expect(flows(records, 'coupon')).toHaveLength(coupons)
  })

  it('of a price that stands still takes nothing from equity but the day’s interest', async () => {
    for (const issue of [midweek, weekend]) {
      const equity = Object.values(equities(await playWith(issue, { '2017-11-01': buy(issue) })))
      const dailyMost = (UNITS * 2.25) / 181 / 2
      const moves = equity.slice(1).map((now, i) => now - (equity[i] ?? 0))
      for (const move of moves) expect(move).toBeLessThanOrEqual(4 * dailyMost + 0.01)
      for (const move of moves) expect(move).toBeGreaterThanOrEqual(0)
    }
  })

  it('is equity to the cent whoever of two traders has it: what one pays in interest the other gets', async () => {
    for (const decided of ['2017-11-09', '2017-11-10', '2017-11-13', '2017-11-14', '2017-11-15']) {
      const buyer = equityEnd(await playWith(midweek, { [decided]: buy(midweek) }))
      const seller = equityEnd(
        await playWith(midweek, { '2017-11-01': buy(midweek), [decided]: sell(midweek) }),
      )
      const holder = equityEnd(await playWith(midweek, { '2017-11-01': buy(midweek) }))
      expect(buyer + seller - 5_000_000).toBeCloseTo(holder, 1)
    }
  })

  it('of an odd first period is what has accrued since the issue', async () => {
    const odd: BondIssue = {
      ...issueOf(2.25, '2017-09-29', '2024-11-15'),
      firstCoupon: parseDay('2017-11-15'),
    }
    const records = await playWith(odd, { '2017-11-01': buy(odd) })
    expect(flows(records, 'coupon')).toEqual([['2017-11-15', cents((UNITS * 1.125 * 47) / 184)]])
  })

  it('is not paid by a bond without one', async () => {
    const none = issueOf(0, '2014-11-15', '2024-11-15')
    const records = await playWith(none, { '2017-11-01': buy(none) })
    expect(flows(records, 'coupon')).toEqual([])
    expect(equityEnd(records)).toBe(5_000_000)
  })
})

describe('at its maturity', () => {
  const midweek = issueOf(1.5, '2014-11-15', '2017-11-15')
  const weekend = issueOf(1.5, '2014-11-18', '2017-11-18')
  const playWith = (issue: BondIssue, decided: string, more: Partial<Play> = {}) =>
    play({
      rows: rowsOf('2017-11-01', '2017-11-30', day => ({
        more: day < '2017-11-18' ? { [issue.id]: 100 } : {},
      })),
      issues: [issue],
      script: { [decided]: () => [open({ instrument: bondOf(issue), quantity: UNITS })] },
      funding: null,
      ...more,
    })

  it.each([
    ['a bond pays its face with its last coupon', midweek, '2017-11-15'],
    ['on a weekend they come on the next business day', weekend, '2017-11-20'],
  ])('%s', async (_, issue, day) => {
    const records = await playWith(issue, '2017-11-01')
    expect(flows(records, 'bond').at(-1)).toEqual([day, UNITS * 100])
    expect(flows(records, 'coupon')).toEqual([[day, UNITS * 0.75]])
    expect(only(records, 'open')).toEqual([])
  })

  it('the loan on it is paid back from its face', async () => {
    const records = await playWith(midweek, '2017-11-01', { funding: overnight })
    expect(flows(records, 'bond').at(-1)).toEqual(['2017-11-15', UNITS * 100])
    expect(loans(records)['2017-11-15']).toBe(0)
    expect(flows(records, 'repoInterest').at(-1)?.[0]).toBe('2017-11-15')
    expect(only(records, 'open')).toEqual([])
  })

  it.each([
    ['on the last day before it', midweek, '2017-11-13'],
    ['on the Friday before a weekend', weekend, '2017-11-16'],
    ['after it', midweek, '2017-11-20'],
  ])('an order that would be paid for then is refused: %s', async (_, issue, decided) => {
    const records = await playWith(issue, decided)
    expect(refusals(records).map(([rule]) => rule)).toEqual(['not tradable'])
  })

  it('an order that would be paid for before the issue is refused too', async () => {
    const fresh = issueOf(1.5, '2017-11-20', '2024-11-15')
    const records = await playWith(fresh, '2017-11-08')
    expect(refusals(records).map(([rule]) => rule)).toEqual(['not tradable'])
  })
})

describe('a bond that nobody owns', () => {
  it('is not sold', async () => {
    const records = await play({
      rows: flat,
      funding: null,
      cash: 1000,
      script: { '2017-10-05': () => [open({ instrument: NOTE, quantity: -1_000_000 })] },
    })
    expect(fills(records)).toEqual([])
    expect(refusals(records)).toHaveLength(1)
  })

  it('is not sold with one that is', async () => {
    const records = await play({
      rows: flat,
      script: {
        ...buyOn('2017-10-03'),
        '2017-10-16': (_, group) => [adjust(group, { instrument: NOTE, quantity: -3 * UNITS })],
      },
    })
    expect(only(records, 'bond').every(({ units, unsettled }) => units + unsettled >= 0)).toBe(true)
  })
})

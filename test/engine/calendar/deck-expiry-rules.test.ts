/** Shows the deck's simplified expiry rules: single dates, how often they miss the official day, and the deck vectors. */

import { describe, expect, it } from 'vitest'
import { optionProductOf } from '../../../engine/calendar/contracts.ts'
import { deckExpiryRuleOf } from '../../../engine/calendar/deck-expiry-rules.ts'
import { exchangeOf } from '../../../engine/calendar/exchange.ts'
import { expiries, seriesOf } from '../../../engine/calendar/expiries.ts'
import { optionProducts } from '../../../engine/calendar/option-contracts.ts'
import { dayOf, formatDay, monthOf, parseDay } from '../../../engine/model/time.ts'
import { withOracle } from '../../fixtures/shared.ts'

const months = Array.from({ length: 36 }, (_, i) => monthOf(2008, 1 + i))

const official = (id: string, month: string): number => seriesOf(optionProductOf(id), month).lastTradingDay
const deck = (id: string, month: string): number =>
  seriesOf(optionProductOf(id), month, { deckRules: true }).lastTradingDay

describe('the deck ends', () => {
  it.each([
    ['EURFX', '2009-11', '2009-11-06', 'the first Friday after the first Wednesday'],
    ['EURFX', '2008-07', '2008-07-04', 'Independence Day is not looked at'],
    ['OZB', '2008-04', '2008-03-21', 'nor is Good Friday'],
    ['OZB', '2009-11', '2009-10-23', 'five business days before the last of October'],
    ['LO', '2009-11', '2009-10-09', 'the Friday six business days before the 25th'],
    ['OG', '2009-11', '2009-10-26', 'four business days before the last of October'],
    ['OG', '2009-12', '2009-11-20', 'the day after Thanksgiving does not count'],
    ['ES', '2008-03', '2008-03-21', 'the third Friday, a holiday'],
    ['OGBL', '2009-11', '2009-10-30', 'the last exchange day of October'],
    ['OGBL', '2010-01', '2009-12-30', 'New Year’s Eve is no exchange day'],
  ])('%s %s on %s: %s', (id, month, day) => {
    expect(formatDay(deck(id, month))).toBe(day)
  })
})

/** Months of 2008 to 2010 by how many calendar days the deck is late; early is negative. */
const lateness = (id: string): Record<number, number> => {
  const counts: Record<number, number> = {}
  for (const month of months) {
    const late = deck(id, month) - official(id, month)
    counts[late] = (counts[late] ?? 0) + 1
  }
  return counts
}

describe('in the 36 months of 2008 to 2010 the deck', () => {
  it.each([
    ['EURFX', { 0: 34, 1: 2 }],
    ['JPYFX', { 0: 34, 1: 2 }],
    ['OZB', { 0: 17, [-7]: 17, [-6]: 1, 1: 1 }],
    ['ES', { 0: 35, 1: 1 }],
    ['ODAX', { 0: 35, 1: 1 }],
    ['OESX', { 0: 35, 1: 1 }],
  ])('is late for %s by these days: %o', (id, counts) => {
    expect(lateness(id)).toEqual(counts)
  })

  it('is right for crude oil in four months, else three to six days early', () => {
    const { 0: same, ...early } = lateness('LO')
    expect(same).toBe(4)
    expect(
      Object.keys(early)
        .map(Number)
        .sort((a, b) => b - a),
    ).toEqual([-3, -4, -5, -6])
  })

  it('is mostly one business day early for gold', () => {
    const { business } = exchangeOf('NYMEX')
    const early = months.map(month => business.count(deck('OG', month), official('OG', month)))
    expect(early.filter(days => days === 1).length).toBeGreaterThan(24)
    expect(early.every(days => days >= -1 && days <= 2)).toBe(true)
  })

  it('is never right for the Bund, but seven to twelve days late', () => {
    const late = Object.keys(lateness('OGBL')).map(Number)
    expect(Math.min(...late)).toBe(7)
    expect(Math.max(...late)).toBe(12)
  })
})

describe('expiries by the deck', () => {
  it('are those whose deck date lies within the days', () => {
    const gold = optionProductOf('gold')
    const days = (deckRules: boolean) =>
      expiries(gold, parseDay('2009-10-26'), parseDay('2009-11-20'), { deckRules }).map(series => [
        series.month,
        formatDay(series.lastTradingDay),
      ])
    expect(days(true)).toEqual([
      ['2009-11', '2009-10-26'],
      ['2009-12', '2009-11-20'],
    ])
    expect(days(false)).toEqual([['2009-11', '2009-10-27']])
  })

  it('change the day alone: the month, what is delivered and the time of day stay', () => {
    for (const product of optionProducts) {
      for (const month of months) {
        const [ours, theirs] = [seriesOf(product, month), seriesOf(product, month, { deckRules: true })]
        expect([theirs.month, theirs.underlying]).toEqual([ours.month, ours.underlying])
        expect(theirs.lastTradingDay).toBeGreaterThanOrEqual(dayOf(2007, 12, 1))
        expect(formatDay(Math.floor(theirs.expiresAt / 86_400_000))).toBe(formatDay(theirs.lastTradingDay))
      }
    }
  })

  it('do not exist for listed expiries', () => {
    expect(() => deckExpiryRuleOf('listed')).toThrow(/field deckRules: "listed": the deck has no rule/)
  })
})

interface Vectors {
  readonly products: readonly {
    readonly id: string
    readonly series: readonly {
      readonly contractMonth: string
      readonly deckRuleDate: string
      readonly deckMinusOfficialDays: number
    }[]
  }[]
}

withOracle<Vectors>('expiries', ({ products }) => {
  it.each(products)('has the deck date of every series of $id', ({ id, series }) => {
    expect(series.length).toBeGreaterThan(30)
    for (const vector of series) {
      const late = deck(id, vector.contractMonth) - official(id, vector.contractMonth)
      expect([vector.contractMonth, formatDay(deck(id, vector.contractMonth)), late]).toEqual([
        vector.contractMonth,
        vector.deckRuleDate,
        vector.deckMinusOfficialDays,
      ])
    }
  })
})

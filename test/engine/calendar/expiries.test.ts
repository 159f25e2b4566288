/** Shows the expiries of the listed products: dates that are documented, and what must hold for all. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { optionProductOf } from '../../../engine/calendar/contracts.ts'
import { exchangeOf } from '../../../engine/calendar/exchange.ts'
import { expiries, seriesOf } from '../../../engine/calendar/expiries.ts'
import { expiryRuleOf } from '../../../engine/calendar/expiry-rules.ts'
import { calendarOf } from '../../../engine/calendar/holidays.ts'
import { optionProducts } from '../../../engine/calendar/option-contracts.ts'
import { treasuryDates } from '../../../engine/calendar/treasury-dates.ts'
import type { OptionProduct } from '../../../engine/model/instrument.ts'
import { dayOf, formatDay, monthOf, parseDay } from '../../../engine/model/time.ts'

describe('a series', () => {
  it.each([
    ['EURFX', '2009-11', '2009-11-06', '6E 2009-12', 'the second Friday before the third Wednesday'],
    ['EURFX', '2009-07', '2009-07-02', '6E 2009-09', 'Independence Day on a Saturday'],
    ['JPYFX', '2012-04', '2012-04-05', '6J 2012-06', 'Good Friday'],
    ['OZB', '1994-12', '1994-11-18', 'ZB 1994-12', 'five business days'],
    ['OZB', '1995-12', '1995-11-17', 'ZB 1995-12', 'five business days'],
    ['OZB', '2010-01', '2009-12-24', 'ZB 2010-03', 'Christmas on a Friday'],
    ['LO', '2009-11', '2009-10-15', 'CL 2009-11', 'the 25th on a Sunday: seven days before'],
    ['LO', '2026-07', '2026-06-16', 'CL 2026-07', 'Juneteenth does not count'],
    ['OG', '2009-11', '2009-10-27', 'GC 2009-12', 'the fourth last business day'],
    ['OG', '2008-12', '2008-11-20', 'GC 2008-12', 'back from a Friday'],
    ['OG', '2009-12', '2009-11-23', 'GC 2009-12', 'the day after Thanksgiving does not count'],
    ['OG', '2013-12', '2013-11-25', 'GC 2013-12', 'the day after Thanksgiving counts'],
    ['ES', '2008-03', '2008-03-20', 'ES-F 2008-03', 'Good Friday'],
    ['ES', '2027-06', '2027-06-17', 'ES-F 2027-06', 'Juneteenth on a Saturday'],
    ['ODAX', '2025-04', '2025-04-17', 'DAX', 'Good Friday'],
    ['OESX', '2009-11', '2009-11-20', 'SX5E', 'the third Friday'],
    ['OGBL', '2009-11', '2009-10-23', 'FGBL 2009-12', 'six exchange days'],
    ['OGBL', '2010-01', '2009-12-21', 'FGBL 2010-03', 'six exchange days, without 24 and 31 December'],
    ['OGBL', '2026-01', '2025-12-23', 'FGBL 2026-03', 'a Friday on 26 December'],
  ])('%s %s ends on %s into %s: %s', (id, month, day, underlying) => {
    const series = seriesOf(optionProductOf(id), month)
    expect({ ...series, lastTradingDay: formatDay(series.lastTradingDay) }).toMatchObject({
      month,
      underlying,
      lastTradingDay: day,
    })
  })

  it.each([
    ['EURFX', '2019-06', '2019-06-07T19:00Z', 'the last one at 14:00 in Chicago'],
    ['EURFX', '2019-07', '2019-07-05T14:00Z', 'the first one at 09:00'],
    ['OG', '2009-11', '2009-10-27T17:30Z', 'the end of the pit session'],
    ['ES', '2009-11', '2009-11-20T21:15Z', 'a serial month, at the close'],
    ['ES', '2009-12', '2009-12-18T14:30Z', 'a quarterly month, at the open'],
    ['ES', '2026-01', '2026-01-16T21:00Z', 'a third week of today'],
    ['ODAX', '2009-11', '2009-11-20T12:00Z', 'the intraday auction'],
    ['OGBL', '2026-02', '2026-01-23T16:15Z', 'a quarter past five'],
  ])('%s %s expires at %s: %s', (id, month, instant) => {
    expect(seriesOf(optionProductOf(id), month).expiresAt).toBe(Date.parse(instant))
  })

  it.each([
    ['OG', '2009-11', 'american'],
    ['OGBL', '2009-11', 'american'],
    ['ODAX', '2009-11', 'european'],
    ['EURFX', '2017-06', 'american'],
    ['EURFX', '2017-07', 'european'],
    ['ES', '2009-11', 'american'],
    ['ES', '2026-01', 'european'],
    ['ES', '2026-03', 'american'],
  ])('%s %s is %s', (id, month, style) => {
    expect(seriesOf(optionProductOf(id), month).exercise).toBe(style)
  })

  const anyMonth = fc.tuple(fc.integer({ min: 2005, max: 2040 }), fc.integer({ min: 1, max: 12 }))

  it.each(optionProducts.map(product => [product.id, product] as const))(
    'of %s ends in a session, on the last day of its trading, month after month',
    (_, product) => {
      const exchange = exchangeOf(product.exchange)
      fc.assert(
        fc.property(anyMonth, ([year, month]) => {
          const series = seriesOf(product, monthOf(year, month))
          const following = seriesOf(product, monthOf(year, month + 1))
          expect(exchange.isSession(series.lastTradingDay)).toBe(true)
          expect(exchange.business.isSession(series.lastTradingDay)).toBe(true)
          expect(series.lastTradingDay).toBeLessThan(following.lastTradingDay)
          expect(series.lastTradingDay).toBeGreaterThanOrEqual(dayOf(year, month - 1, 1))
          expect(series.lastTradingDay).toBeLessThan(dayOf(year, month + 1, 1))
          expect(series.expiresAt).toBeLessThanOrEqual(exchange.closeOf(series.lastTradingDay))
        }),
      )
    },
  )
})

describe('the expiries of a product', () => {
  const gold = optionProductOf('gold')

  it('are those whose last trading day lies within the days, both included', () => {
    const days = (from: string, to: string) =>
      expiries(gold, parseDay(from), parseDay(to)).map(({ lastTradingDay }) => formatDay(lastTradingDay))
    expect(days('2009-10-27', '2009-12-28')).toEqual(['2009-10-27', '2009-11-23', '2009-12-28'])
    expect(days('2009-10-28', '2009-12-27')).toEqual(['2009-11-23'])
    expect(days('2009-10-28', '2009-10-27')).toEqual([])
  })

  it('are the same in one stretch as in two', () => {
    const anyDay = fc.integer({ min: dayOf(2005, 1, 1), max: dayOf(2035, 1, 1) })
    fc.assert(
      fc.property(fc.constantFrom(...optionProducts), anyDay, anyDay, anyDay, (product, a, b, c) => {
        const [from = a, cut = b, to = c] = [a, b, c].sort((x, y) => x - y)
        const whole = expiries(product, from, to)
        expect([...expiries(product, from, cut), ...expiries(product, cut + 1, to)]).toEqual(whole)
      }),
      { numRuns: 30 },
    )
  })

  it('are unknown before the first rule that is known', () => {
    expect(() => seriesOf(gold, '2002-11')).toThrow(/"2002-11-01": no expiry rule of OG is known on that day/)
  })

  it('follow no rule when they are listed', () => {
    const listed: OptionProduct = {
      ...gold,
      exchange: 'listed',
      expiry: [{ from: null, value: { rule: 'listed', time: '15:30', zone: 'Asia/Kolkata' } }],
    }
    expect(() => seriesOf(listed, '2024-01')).toThrow(/field rule: "listed": these expiries follow no rule/)
    expect(() => expiryRuleOf('listed')).toThrow(/take them from the data/)
  })
})

describe('the Friday rule of the Bund', () => {
  const calendars = { business: calendarOf('EUREX'), federal: calendarOf('FEDERAL') }
  const lastTradingDay = (month: string) => formatDay(expiryRuleOf('bundFriday')(month, calendars))

  it.each([
    ['2016-04', '2016-03-24', 'a Good Friday with three exchange days after Easter Monday'],
    ['2018-04', '2018-03-23', 'a Good Friday with none: the Friday before'],
    ['2021-12', '2021-11-26', 'two exchange days, Monday and Tuesday'],
    ['2022-01', '2021-12-23', 'Christmas Eve'],
    ['2027-01', '2026-12-23', 'Christmas Day'],
  ])('ends %s on %s: %s', (month, day) => {
    expect(lastTradingDay(month)).toBe(day)
  })

  it('steps over days off of the US offices', () => {
    const noWednesday = { ...calendars.federal, isSession: (day: number) => day !== parseDay('2025-12-23') }
    expect(formatDay(expiryRuleOf('bundFriday')('2026-01', { ...calendars, federal: noWednesday }))).toBe(
      '2025-12-22',
    )
  })
})

describe('the dates of a Treasury future', () => {
  it('frame its delivery month', () => {
    const dates = Object.entries(treasuryDates('2009-12', calendarOf('SIFMA')))
    expect(Object.fromEntries(dates.map(([name, day]) => [name, formatDay(day)]))).toEqual({
      firstIntentionDay: '2009-11-27',
      firstBusinessDay: '2009-12-01',
      lastBusinessDay: '2009-12-31',
      lastTradeLong: '2009-12-21',
      lastTradeShort: '2009-12-31',
      lastDeliveryLong: '2009-12-31',
      lastDeliveryShort: '2010-01-06',
    })
  })
})

/** Shows the days on which only some products of an exchange rest, and the three kinds of days by product. */

import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { futureProductOf, indexProductOf, optionProductOf } from '../../../engine/calendar/contracts.ts'
import { type DayKind, dayKindOf, exchangeOf } from '../../../engine/calendar/exchange.ts'
import { calendarOf, holidaysOf } from '../../../engine/calendar/holidays.ts'
import { productExchangeOf } from '../../../engine/calendar/product-exchange.ts'
import { dayOf, formatDay, parseDay, weekdayOf } from '../../../engine/model/time.ts'
import { sharedPath, withOracle } from '../../fixtures/shared.ts'

const NONE: DayKind = { trades: false, settles: false, counts: false }
const ALL: DayKind = { trades: true, settles: true, counts: true }
const SCREEN: DayKind = { trades: true, settles: false, counts: false }
const UNCOUNTED: DayKind = { trades: true, settles: true, counts: false }

describe('a day', () => {
  it.each([
    ['OG', '2009-11-27', UNCOUNTED, 'the day after Thanksgiving up to 2009'],
    ['LO', '2008-11-28', UNCOUNTED, 'at NYMEX too'],
    ['OG', '2010-11-26', ALL, 'the day after Thanksgiving later'],
    ['EURFX', '2009-11-27', ALL, 'at CME it always counted'],
    ['OG', '2009-11-26', SCREEN, 'Thanksgiving: the screen opens, nothing settles'],
    ['OZB', '2009-10-12', ALL, 'Columbus Day is a holiday of banks alone'],
    ['OZB', '2009-04-10', NONE, 'Good Friday'],
    ['OGBL', '2009-12-24', NONE, 'Christmas Eve at Eurex'],
    ['OESX', '2009-12-31', NONE, 'New Year’s Eve at Eurex'],
    ['OGBL', '2009-05-01', NONE, 'Labour Day'],
    ['OGBL', '2009-07-03', ALL, 'American holidays are trading days at Eurex'],
    ['OG', '2009-04-13', ALL, 'and Easter Monday is one in America'],
    ['ODAX', '2018-10-03', NONE, 'Frankfurt is closed'],
    ['OESX', '2018-10-03', ALL, 'which only the DAX looks at'],
    ['ODAX', '2008-10-03', ALL, 'Frankfurt was open'],
    ['ES', '2012-10-30', NONE, 'New York is closed by a hurricane'],
    ['ES', '2007-01-02', NONE, 'and in mourning'],
    ['EURFX', '2012-10-30', ALL, 'which only the shares look at'],
  ])('of %s on %s is %o: %s', (id, date, kind) => {
    expect(dayKindOf(productExchangeOf(optionProductOf(id)), parseDay(date))).toEqual(kind)
  })

  it('is the same for an option and for what it settles into', () => {
    const pairs = [
      [optionProductOf('ES'), futureProductOf('ES-F')],
      [optionProductOf('ODAX'), indexProductOf('DAX')],
      [optionProductOf('OGBL'), futureProductOf('FGBL')],
    ] as const
    for (const [option, underlying] of pairs) {
      for (let day = dayOf(2006, 1, 1); day < dayOf(2026, 1, 1); day += 1) {
        const one = dayKindOf(productExchangeOf(option), day)
        expect(one).toEqual(dayKindOf(productExchangeOf(underlying), day))
      }
    }
  })
})

describe('the exchange of a product', () => {
  it('closes when its exchange does', () => {
    const own = productExchangeOf(optionProductOf('ODAX'))
    const day = parseDay('2018-10-02')
    expect([own.id, own.zone, own.closeOf(day)]).toEqual([
      'EUREX',
      'Europe/Berlin',
      exchangeOf('EUREX').closeOf(day),
    ])
    expect(formatDay(own.next(day))).toBe('2018-10-04')
  })

  it('is unknown where sessions are listed', () => {
    expect(() => productExchangeOf({ id: 'NIFTY', exchange: 'listed' })).toThrow(/sessions must be listed/)
  })
})

describe('the holidays of 2009', () => {
  const american = [
    '2009-01-01',
    '2009-01-19',
    '2009-02-16',
    '2009-04-10',
    '2009-05-25',
    '2009-07-03',
    '2009-09-07',
    '2009-11-26',
    '2009-12-25',
  ]
  it.each([
    ['CME', american],
    ['NYMEX', [...american, '2009-11-27'].sort()],
    [
      'EUREX',
      ['2009-01-01', '2009-04-10', '2009-04-13', '2009-05-01', '2009-12-24', '2009-12-25', '2009-12-31'],
    ],
  ] as const)('of %s are %o', (id, dates) => {
    expect(holidaysOf(id, 2009).map(formatDay)).toEqual(dates)
  })
})

const frankfurt = sharedPath('data/calendars/xfra.csv')

describe('the session list of Frankfurt', () => {
  it.skipIf(!existsSync(frankfurt))('has the sessions since 2007', () => {
    const theirs = readFileSync(frankfurt, 'utf8')
      .split('\n')
      .map(line => line.slice(0, 10))
      .filter(date => date >= '2007' && date < '2024')
    const ours = calendarOf('FRANKFURT').sessions(dayOf(2007, 1, 1), parseDay(theirs.at(-1) ?? ''))
    expect(ours.map(formatDay)).toEqual(theirs)
  })
})

interface Holidays {
  readonly cases: readonly {
    readonly tag: string
    readonly in: { readonly calendar?: string; readonly year: number }
    readonly out: {
      readonly weekdayHolidays: readonly string[]
      readonly excludedDisputed: Readonly<Record<string, string>>
    }
  }[]
}

withOracle<Holidays>('calendars', ({ cases }) => {
  const closures = (calendar: string) =>
    cases.filter(each => each.tag === 'holidays' && each.in.calendar === calendar)

  const closed = (product: string, kind: keyof DayKind, year: number): string[] => {
    const exchange = productExchangeOf(optionProductOf(product))
    const days: string[] = []
    for (let day = dayOf(year, 1, 1); day < dayOf(year + 1, 1, 1); day++) {
      if (weekdayOf(day) <= 5 && !dayKindOf(exchange, day)[kind]) days.push(formatDay(day))
    }
    return days
  }

  it('closes Eurex, trading, settling and counting alike', () => {
    expect(closures('EUREX').length).toBeGreaterThan(10)
    for (const { in: asked, out } of closures('EUREX')) {
      for (const kind of ['trades', 'settles', 'counts'] as const)
        expect(closed('OGBL', kind, asked.year), `${asked.year} ${kind}`).toEqual(out.weekdayHolidays)
    }
  })

  it('closes the screen of the CME Group on the full closures alone', () => {
    const known = closures('CME_GLOBEX_INTEREST_RATE_FULL_CLOSE')
    expect(known.length).toBeGreaterThan(10)
    for (const { in: asked, out } of known) {
      for (const product of ['OZB', 'OG']) {
        const ours = closed(product, 'trades', asked.year).filter(date => !(date in out.excludedDisputed))
        expect(ours, `${product} ${asked.year}`).toEqual(out.weekdayHolidays)
      }
    }
  })

  it('settles the S&P on the sessions of New York', () => {
    expect(closures('NYSE').length).toBeGreaterThan(10)
    for (const { in: asked, out } of closures('NYSE'))
      expect(closed('ES', 'settles', asked.year)).toEqual(out.weekdayHolidays)
  })
})

/** Shows sessions, business days, trading days and closes of the exchanges on dates that are well known. */

import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { exchangeOf, listedExchange } from '../../../engine/calendar/exchange.ts'
import { instantOf } from '../../../engine/calendar/local-time.ts'
import type { ExchangeId } from '../../../engine/model/instrument.ts'
import { civilOf, formatDay, parseDay } from '../../../engine/model/time.ts'

describe('an exchange', () => {
  const kinds = (id: ExchangeId, date: string) => {
    const exchange = exchangeOf(id)
    const day = parseDay(date)
    return {
      trades: exchange.trading.isSession(day),
      settles: exchange.isSession(day),
      counts: exchange.business.isSession(day),
    }
  }

  it('tells trading, settling and counting apart', () => {
    expect(kinds('NYMEX', '2009-11-27')).toEqual({ trades: true, settles: true, counts: false })
    expect(kinds('NYMEX', '2013-11-29')).toEqual({ trades: true, settles: true, counts: true })
    expect(kinds('NYMEX', '2009-11-26')).toEqual({ trades: true, settles: false, counts: false })
    expect(kinds('CME', '2010-01-18')).toEqual({ trades: true, settles: false, counts: false })
    expect(kinds('CME', '2009-11-27')).toEqual({ trades: true, settles: true, counts: true })
    expect(kinds('CME', '2009-12-25')).toEqual({ trades: false, settles: false, counts: false })
  })

  const closes: readonly (readonly [ExchangeId, string, string])[] = [
    ['CME', '2009-03-06', '2009-03-06T22:00Z'],
    ['CME', '2009-03-09', '2009-03-09T21:00Z'],
    ['NYMEX', '2009-10-27', '2009-10-27T21:15Z'],
    ['NYMEX', '2015-09-18', '2015-09-18T21:15Z'],
    ['NYMEX', '2015-09-21', '2015-09-21T21:00Z'],
    ['NYSE', '2020-11-02', '2020-11-02T21:00Z'],
    ['EUREX', '2009-10-23', '2009-10-23T20:00Z'],
    ['EUREX', '2009-10-26', '2009-10-26T21:00Z'],
  ]
  it.each(closes)('%s closes on %s at %s', (id, date, instant) => {
    const exchange = exchangeOf(id)
    expect(exchange.closeOf(parseDay(date))).toBe(Date.parse(instant))
    expect(exchange.closeOf(parseDay(date))).toBe(Date.parse(instant))
  })

  it('has no sessions of its own when they are listed', () => {
    expect(() => exchangeOf('listed')).toThrow(/field exchange: "listed"/)
  })
})

describe('a listed exchange', () => {
  const days = ['2024-01-19', '2024-01-20', '2024-01-23'].map(date => parseDay(date))
  const exchange = listedExchange(days, 'Asia/Kolkata', '15:30')

  it('has exactly its days, a Saturday too', () => {
    expect(exchange.sessions(parseDay('2024-01-01'), parseDay('2024-01-31'))).toEqual(days)
    expect(exchange.business.isSession(parseDay('2024-01-20'))).toBe(true)
    expect(exchange.trading.isSession(parseDay('2024-01-22'))).toBe(false)
  })

  it('closes at its local time', () => {
    expect(exchange.closeOf(parseDay('2024-01-23'))).toBe(Date.parse('2024-01-23T10:00Z'))
  })
})

describe('a local time', () => {
  it('is another instant in another zone', () => {
    const day = parseDay('2009-07-01')
    expect(instantOf(day, '12:00', 'Europe/Berlin')).toBe(Date.parse('2009-07-01T10:00Z'))
    expect(instantOf(day, '12:00', 'America/Chicago')).toBe(Date.parse('2009-07-01T17:00Z'))
  })

  it.each(['America/New_York', 'Africa/Casablanca', 'Australia/Lord_Howe', 'UTC+3'])(
    'in %s is what luxon makes of it, on days of every kind',
    zone => {
      // Casablanca kept summer time in two pieces with Ramadan between them.
      for (const [from, to] of [
        ['1969-12-25', '1970-01-31'],
        ['2012-01-01', '2013-12-31'],
      ] as const) {
        for (let day = parseDay(from); day <= parseDay(to); day++) {
          const local = DateTime.fromObject({ ...civilOf(day), hour: 17, minute: 15 }, { zone })
          if (instantOf(day, '17:15', zone) !== local.toMillis()) expect.fail(`differs on ${formatDay(day)}`)
        }
      }
    },
  )

  it('must exist, and so must its zone', () => {
    expect(() => instantOf(0, '24:00', 'Europe/Berlin')).toThrow(/field time: "24:00"/)
    expect(() => instantOf(0, '12:00', 'Europe/Atlantis')).toThrow(/field zone: "Europe\/Atlantis"/)
  })
})

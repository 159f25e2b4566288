/** Exchanges: which days are sessions, which of them count towards an expiry, and when a session closes. */

import { DataError } from '../model/errors.ts'
import { type Dated, type ExchangeId, inForce } from '../model/instrument.ts'
import type { Day, EpochMs } from '../model/time.ts'
import { type DayCalendar, listCalendar } from './day-calendar.ts'
import { calendarOf, type HolidaySetId } from './holidays.ts'
import { instantOf } from './local-time.ts'

/**
 * An exchange. Its own days are its SESSIONS: trade dates that end with a settlement.
 * Two other sets of days differ from them: every business day is a session, every session is a trading day.
 */
export interface Exchange extends DayCalendar {
  readonly id: ExchangeId
  /** IANA zone of its local times. */
  readonly zone: string
  /** Days that an expiry rule counts: at NYMEX up to 2009 the Friday after Thanksgiving trades and settles but does not count. */
  readonly business: DayCalendar
  /** Days on which the screen opens at all: CME's shortened holiday trading too, which belongs to the next session. */
  readonly trading: DayCalendar
  /**
   * The instant at which a day's full session closes, also for a day that is no session. Early closes are not
   * modelled: on such a day the daily values count as known some hours later than they were, never earlier.
   */
  closeOf(day: Day): EpochMs
}

interface ExchangeFacts {
  readonly id: ExchangeId
  readonly zone: string
  readonly close: readonly Dated<string>[]
  readonly sessions: HolidaySetId
  readonly business: HolidaySetId
  readonly trading: HolidaySetId
}

const facts: readonly ExchangeFacts[] = [
  // CBOT included. Index futures traded up to 15 minutes longer until September 2015.
  {
    id: 'CME',
    zone: 'America/Chicago',
    close: [{ from: null, value: '16:00' }],
    sessions: 'CME',
    business: 'CME',
    trading: 'CMEGlobex',
  },
  // COMEX included. The close moved with the daily maintenance of 21 September 2015.
  {
    id: 'NYMEX',
    zone: 'America/New_York',
    close: [
      { from: null, value: '17:15' },
      { from: '2015-09-21', value: '17:00' },
    ],
    sessions: 'CME',
    business: 'NYMEX',
    trading: 'CMEGlobex',
  },
  {
    id: 'NYSE',
    zone: 'America/New_York',
    close: [{ from: null, value: '16:00' }],
    sessions: 'NYSE',
    business: 'NYSE',
    trading: 'NYSE',
  },
  // The end of the futures' late trading: later than the close of most options, so that nothing is known too early.
  {
    id: 'EUREX',
    zone: 'Europe/Berlin',
    close: [{ from: null, value: '22:00' }],
    sessions: 'EUREX',
    business: 'EUREX',
    trading: 'EUREX',
  },
  // US government bonds, which dealers trade among themselves; recommended early closes are full days here.
  {
    id: 'SIFMA',
    zone: 'America/New_York',
    close: [{ from: null, value: '17:00' }],
    sessions: 'SIFMA',
    business: 'SIFMA',
    trading: 'SIFMA',
  },
]

const exchanges: readonly Exchange[] = facts.map(({ id, zone, close, sessions, business, trading }) => ({
  ...calendarOf(sessions),
  id,
  zone,
  business: calendarOf(business),
  trading: calendarOf(trading),
  closeOf: day => instantOf(day, inForce(close, day, `close of ${id}`), zone),
}))

/** The exchange of an id. Throws a DataError for `listed`, which has no rule: see `listedExchange`. */
export function exchangeOf(id: ExchangeId): Exchange {
  const exchange = exchanges.find(each => each.id === id)
  if (!exchange) {
    throw new DataError('this exchange has no calendar of its own; its sessions must be listed', {
      field: 'exchange',
      value: id,
    })
  }
  return exchange
}

/** Which of an exchange's three calendars a day belongs to. */
export interface DayKind {
  /** The screen opens, if only for some hours. */
  readonly trades: boolean
  /** A settlement price ends the day: it is a session. */
  readonly settles: boolean
  /** An expiry rule counts it. */
  readonly counts: boolean
}

/**
 * What a day is at an exchange.
 *
 * @example dayKindOf(exchangeOf('NYMEX'), parseDay('2009-11-27')) // { trades: true, settles: true, counts: false }
 */
export const dayKindOf = (exchange: Exchange, day: Day): DayKind => ({
  trades: exchange.trading.isSession(day),
  settles: exchange.isSession(day),
  counts: exchange.business.isSession(day),
})

/**
 * An exchange whose sessions are exactly these days, each closing at the same local time (`HH:MM`).
 * Throws a DataError when the days do not ascend; its `next`, `previous` and `add` throw one beyond the list.
 */
export function listedExchange(days: readonly Day[], zone: string, closeTime: string): Exchange {
  const calendar = listCalendar(days)
  return {
    ...calendar,
    id: 'listed',
    zone,
    business: calendar,
    trading: calendar,
    closeOf: day => instantOf(day, closeTime, zone),
  }
}

/** Exchanges: which days are sessions, which of them count towards an expiry, and when a session closes. */

import { DataError } from '../model/errors.ts'
import { type Dated, type ExchangeId, inForce } from '../model/instrument.ts'
import type { Session } from '../model/market.ts'
import { type Day, type EpochMs, MS_PER_DAY } from '../model/time.ts'
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
  /** No price of a day's session is from before this instant: the earliest at which any of its products opens. */
  openOf(day: Day): EpochMs
}

interface ExchangeFacts {
  readonly id: ExchangeId
  readonly zone: string
  /** Of the day itself, or of the evening before it. */
  readonly open: { readonly time: string; readonly eveningBefore: boolean }
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
    open: { time: '17:00', eveningBefore: true },
    close: [{ from: null, value: '16:00' }],
    sessions: 'CME',
    business: 'CME',
    trading: 'CMEGlobex',
  },
  // COMEX included. The close moved with the daily maintenance of 21 September 2015.
  {
    id: 'NYMEX',
    zone: 'America/New_York',
    open: { time: '18:00', eveningBefore: true },
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
    open: { time: '09:30', eveningBefore: false },
    close: [{ from: null, value: '16:00' }],
    sessions: 'NYSE',
    business: 'NYSE',
    trading: 'NYSE',
  },
  // The end of the futures' late trading: later than the close of most options, so that nothing is known too early. The
  // open is that of the Asian hours, which began in December 2018: earlier than any before.
  {
    id: 'EUREX',
    zone: 'Europe/Berlin',
    open: { time: '01:10', eveningBefore: false },
    close: [{ from: null, value: '22:00' }],
    sessions: 'EUREX',
    business: 'EUREX',
    trading: 'EUREX',
  },
  // US government bonds, which dealers trade among themselves, around the clock; recommended early closes are full days here.
  {
    id: 'SIFMA',
    zone: 'America/New_York',
    open: { time: '17:00', eveningBefore: true },
    close: [{ from: null, value: '17:00' }],
    sessions: 'SIFMA',
    business: 'SIFMA',
    trading: 'SIFMA',
  },
]

const exchanges: readonly Exchange[] = facts.map(({ id, zone, open, close, sessions, business, trading }) => {
  const closeTime = (day: Day): string => inForce(close, day, `close of ${id}`)
  const closeOf = (day: Day): EpochMs => instantOf(day, closeTime(day), zone)
  return {
    ...calendarOf(sessions),
    id,
    zone,
    business: calendarOf(business),
    trading: calendarOf(trading),
    closeOf,
    openOf: day => closeOf(day) - openForMs(open.time, closeTime(day), open.eveningBefore),
  }
})

const MS_PER_MINUTE = 60_000

/** How long a session lasts between two local times. Clocks change on Sunday nights, when no session is open. */
function openForMs(open: string, close: string, eveningBefore: boolean): number {
  const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  return (minutesOf(close) - minutesOf(open)) * MS_PER_MINUTE + (eveningBefore ? MS_PER_DAY : 0)
}

/** The session of a day, also of one that is no session. */
export const sessionOn = (exchange: Exchange, day: Day): Session => ({
  day,
  open: exchange.openOf(day),
  close: exchange.closeOf(day),
})

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
 * An exchange whose sessions are exactly these days, each closing at the same local time (`HH:MM`), and open since midnight.
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
    openOf: day => instantOf(day, closeTime, zone) - openForMs('00:00', closeTime, false),
  }
}

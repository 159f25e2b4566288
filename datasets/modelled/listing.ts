/** Which expiries a modelled product lists, and in which sessions. */

import { ruleCalendar } from '../../engine/calendar/day-calendar.ts'
import { expiryRuleOf } from '../../engine/calendar/expiry-rules.ts'
import { calendarOf } from '../../engine/calendar/holidays.ts'
import { type Series, type Session, sessionIndexAt } from '../../engine/model/market.ts'
import { civilOf, type Day, type EpochMs, MS_PER_DAY, monthOf, weekdayOf } from '../../engine/model/time.ts'
import type { ModelledTerms } from './modelled-terms.ts'

export interface Listing {
  /** Those of the index. Expiries that are listed at their end lie beyond them. */
  readonly sessions: readonly Session[]
  /** Every expiry, ascending. */
  readonly series: readonly Series[]
  /** The expiries that the session of a close lists, the nearest first. */
  live(close: EpochMs): readonly Series[]
  /** The instant after which the first expiry that is live later than `after` was listed; -Infinity = from the beginning. */
  listedSince(after: EpochMs): EpochMs
}

const FRIDAY = 5

/**
 * One expiry a month by the terms' rule, on the sessions of the index: a third Friday without a session becomes the
 * session before it. Beyond the sessions that are known, every weekday counts as one.
 */
export function listingOf(terms: ModelledTerms, known: readonly Session[]): Listing {
  const first = known[0]
  const last = known[known.length - 1]
  if (!first || !last) return { sessions: [], series: [], live: () => [], listedSince: () => -Infinity }
  const byDay = new Map(known.map(session => [session.day, session]))
  const isSession = (day: Day): boolean =>
    day < first.day || day > last.day ? weekdayOf(day) <= FRIDAY : byDay.has(day)
  // An expiry beyond the calendar is taken to close at the hour at which the last session known did.
  const sessionOn = (day: Day): Session =>
    byDay.get(day) ?? { day, close: last.close + (day - last.day) * MS_PER_DAY }
  const lastSessions = expiryDays(terms, first.day, last.day, isSession).map(sessionOn)
  const series = lastSessions.map(
    (lastSession): Series => ({
      product: terms.product,
      expiry: lastSession.day,
      lastSession,
      underlying: terms.underlying,
      settlement: null,
    }),
  )
  const firstLive = (close: EpochMs): number => sessionIndexAt(lastSessions, close)
  return {
    sessions: known,
    series,
    live(close) {
      const from = firstLive(close)
      return series.slice(from, from + terms.months)
    },
    listedSince: after => lastSessions[firstLive(after + 1) - terms.months]?.close ?? -Infinity,
  }
}

/** The expiries from the first day on, one more than can be listed on the last; each once, however long the data pauses. */
function expiryDays(terms: ModelledTerms, from: Day, to: Day, isSession: (day: Day) => boolean): Day[] {
  const rule = expiryRuleOf(terms.expiry)
  const calendars = { business: ruleCalendar(isSession), federal: calendarOf('FEDERAL') }
  const start = civilOf(from)
  const end = civilOf(to)
  // A last trading day lies in its contract month or in the month before.
  const months = 12 * (end.year - start.year) + (end.month - start.month) + terms.months + 2
  const days = Array.from({ length: months }, (_, i) => rule(monthOf(start.year, start.month + i), calendars))
  return [...new Set(days)].filter(day => day >= from)
}

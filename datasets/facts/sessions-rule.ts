/** Which days are a product's sessions: those of an exchange's calendar, or those on which rows exist. */

import { z } from 'zod'
import { ruleCalendar } from '../../engine/calendar/day-calendar.ts'
import { type Exchange, exchangeOf, sessionOn as exchangeSession } from '../../engine/calendar/exchange.ts'
import { instantOf } from '../../engine/calendar/local-time.ts'
import type { Session } from '../../engine/model/market.ts'
import { type Day, type EpochMs, formatDay, MS_PER_DAY, parseDay } from '../../engine/model/time.ts'

const isoDate = z.iso.date()

/** Days on which the user knows better than the calendar. */
export const statedDays = {
  /** Sessions that it lacks: a drill on a Saturday, an hour on a holiday. */
  extraSessions: z.array(isoDate).exactOptional(),
  /** Closures that it does not know. */
  closedDays: z.array(isoDate).exactOptional(),
}

export const sessionsRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('exchange'),
    exchange: z.enum(['CME', 'NYMEX', 'NYSE', 'EUREX', 'SIFMA']),
    ...statedDays,
  }),
  z.strictObject({
    kind: z.literal('listed'),
    /** Products whose rows make a day a session, of either table. */
    of: z.array(z.string()).min(1),
    zone: z.string(),
    /** Local time of the close, `HH:MM`. */
    close: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day reads HH:MM'),
    closedDays: statedDays.closedDays,
  }),
])

export type SessionsRule = z.infer<typeof sessionsRuleSchema>

type ExchangeRule = Extract<SessionsRule, { kind: 'exchange' }>

/** By what the rule says: calendars are asked about every row. A cache that can be rebuilt. */
const calendars = new Map<string, Exchange>()

/** The calendar of a rule: the exchange's, with the days on which the user knows better. */
export function exchangeBy(rule: ExchangeRule): Exchange {
  const { exchange: id, extraSessions = [], closedDays = [] } = rule
  if (extraSessions.length + closedDays.length === 0) return exchangeOf(id)
  const key = JSON.stringify([id, extraSessions, closedDays])
  const known = calendars.get(key)
  if (known) return known
  const base = exchangeOf(id)
  const [extra, closed] = [extraSessions, closedDays].map(days => new Set(days.map(day => parseDay(day))))
  const calendar = ruleCalendar(day => extra?.has(day) || (base.isSession(day) && !closed?.has(day)))
  const exchange = { ...base, ...calendar }
  calendars.set(key, exchange)
  return exchange
}

/** The instant at which a day's session closes, whether the day is a session or not. */
export function sessionCloseOf(rule: SessionsRule, day: Day): EpochMs {
  return rule.kind === 'exchange' ? exchangeBy(rule).closeOf(day) : instantOf(day, rule.close, rule.zone)
}

/** A day's session. Of listed days the opening is not known: none is before its midnight. */
export function sessionOn(rule: SessionsRule, day: Day): Session {
  if (rule.kind === 'exchange') return exchangeSession(exchangeBy(rule), day)
  const close = sessionCloseOf(rule, day)
  const [hours = 0, minutes = 0] = rule.close.split(':').map(Number)
  return { day, open: close - (hours * 60 + minutes) * 60_000, close }
}

/**
 * The session day that an instant belongs to; null after the close of a listed day, where the rows cannot tell
 * whether and when there is a next session.
 */
export function sessionDayAt(rule: SessionsRule, time: EpochMs): Day | null {
  const yesterday = Math.floor(time / MS_PER_DAY) - 1
  if (rule.kind === 'exchange') {
    const exchange = exchangeBy(rule)
    let day = exchange.add(yesterday, 0)
    while (exchange.closeOf(day) < time) day = exchange.next(day)
    return day
  }
  let day = yesterday
  while (sessionCloseOf(rule, day) < time) day++
  return instantOf(day, '00:00', rule.zone) < time ? day : null
}

/** Why a row of an instant is of no session; null when it is of one. */
export function whyOutside(rule: SessionsRule, time: EpochMs): string | null {
  if (rule.kind === 'listed') {
    const day = dayIn(rule.zone, time)
    return rule.closedDays?.includes(formatDay(day)) ? `is of ${formatDay(day)}, one of closedDays` : null
  }
  const exchange = exchangeBy(rule)
  const day = dayIn(exchange.zone, time)
  if (exchange.isSession(day)) return null
  const isDaily = time === exchange.closeOf(day)
  // The screen opens on some holidays, and on the evening before a session: such trades belong to the next one.
  if (!isDaily && (exchange.trading.isSession(day) || time >= exchange.openOf(exchange.next(day))))
    return null
  return `is of ${formatDay(day)}, which is no session of ${rule.exchange}; where it was one, state it in extraSessions`
}

/** The local day of an instant. */
function dayIn(zone: string, time: EpochMs): Day {
  let day = Math.floor(time / MS_PER_DAY) - 1
  while (instantOf(day + 1, '00:00', zone) <= time) day++
  return day
}

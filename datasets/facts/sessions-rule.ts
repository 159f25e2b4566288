/** Which days are a product's sessions: those of an exchange's calendar, or those on which rows exist. */

import { z } from 'zod'
import { exchangeOf, sessionOn as exchangeSession } from '../../engine/calendar/exchange.ts'
import { instantOf } from '../../engine/calendar/local-time.ts'
import type { Session } from '../../engine/model/market.ts'
import { type Day, type EpochMs, MS_PER_DAY } from '../../engine/model/time.ts'

export const sessionsRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('exchange'),
    exchange: z.enum(['CME', 'NYMEX', 'NYSE', 'EUREX', 'SIFMA']),
  }),
  z.strictObject({
    kind: z.literal('listed'),
    /** Products whose rows make a day a session, of either table. */
    of: z.array(z.string()).min(1),
    zone: z.string(),
    /** Local time of the close, `HH:MM`. */
    close: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day reads HH:MM'),
  }),
])

export type SessionsRule = z.infer<typeof sessionsRuleSchema>

/** The instant at which a day's session closes, whether the day is a session or not. */
export function sessionCloseOf(rule: SessionsRule, day: Day): EpochMs {
  return rule.kind === 'exchange'
    ? exchangeOf(rule.exchange).closeOf(day)
    : instantOf(day, rule.close, rule.zone)
}

/** A day's session. Of listed days the opening is not known: none is before its midnight. */
export function sessionOn(rule: SessionsRule, day: Day): Session {
  if (rule.kind === 'exchange') return exchangeSession(exchangeOf(rule.exchange), day)
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
    const exchange = exchangeOf(rule.exchange)
    let day = exchange.add(yesterday, 0)
    while (exchange.closeOf(day) < time) day = exchange.next(day)
    return day
  }
  let day = yesterday
  while (sessionCloseOf(rule, day) < time) day++
  return instantOf(day, '00:00', rule.zone) < time ? day : null
}

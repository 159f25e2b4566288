/** Which expiries may be written now, and the week before they end: rules N6, R0 and R6. */

import { type Session, sessionIndexAt } from '../../engine/model/market.ts'
import type { ExpiryRows } from '../../engine/model/slice.ts'
import { type Day, weekdayOf } from '../../engine/model/time.ts'
import type { WindowParams } from './risk-params.ts'

/** N6, measured on the session in which the order would fill: `wake.fillSession(product)`; false where that is null. */
export function isWithinDays(rows: ExpiryRows, fill: Session | null, params: WindowParams): boolean {
  if (!fill) return false
  const days = daysToExpiry(fill.day, rows.series.lastSession.day)
  return days >= params.dteMin && days <= params.dteMax
}

/** Calendar days from a session to the expiry: the session excluded, the expiry day included. */
export const daysToExpiry = (session: Day, expiry: Day): number => expiry - session

/** Monday of the last trading day's week. */
export const mondayOf = (lastTradingDay: Day): Day => lastTradingDay - weekdayOf(lastTradingDay) + 1

/** Whether a day is between the Monday of the last trading day's week and that day, both included. */
export const inExpiryWeek = (session: Day, lastTradingDay: Day): boolean =>
  session >= mondayOf(lastTradingDay) && session <= lastTradingDay

/** Whether a session is the last before the week of the last trading day. `sessions` ascend: `market.sessions(product)`. */
export function lastBeforeExpiryWeek(
  sessions: readonly Session[],
  session: Session,
  lastTradingDay: Day,
): boolean {
  const monday = mondayOf(lastTradingDay)
  const next = sessions[sessionIndexAt(sessions, session.close) + 1]
  return session.day < monday && next !== undefined && next.day >= monday
}

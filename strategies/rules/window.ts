/** Which expiries may be written now: rules N6 and R0. */

import type { Session } from '../../engine/model/market.ts'
import type { ExpiryRows } from '../../engine/model/slice.ts'
import { daysToExpiry } from './expiry-week.ts'
import type { WindowParams } from './risk-params.ts'

/** N6, measured on the session in which the order would fill: `wake.fillSession(product)`; false where that is null. */
export function isWithinDays(rows: ExpiryRows, fill: Session | null, params: WindowParams): boolean {
  if (!fill) return false
  const days = daysToExpiry(fill.day, rows.series.lastSession.day)
  return days >= params.dteMin && days <= params.dteMax
}

/** Which slices an account needs to be led through. */

import type { PlacedStop } from '../model/order.ts'
import type { Resolution } from '../universe/feed.ts'
import type { Account } from './account.ts'

export function resolutionOf({ portfolio, rules, broker, call }: Account): Resolution {
  const held = !portfolio.isFlat()
  const instant = rules.callPolicy === 'instant' && held
  const forced = call.reduceTo !== null || (call.bankrupt && held)
  if (!broker.isIdle() || instant || forced) return 'all'
  for (const { stop } of portfolio.groups()) if (stop !== null && isIntraday(stop)) return 'all'
  return held ? 'chains' : 'closes'
}

/** A level is tested wherever its price has a value, which may be on every bar. */
const isIntraday = (stop: PlacedStop): boolean => !('loss' in stop) || stop.test === 'intraday'

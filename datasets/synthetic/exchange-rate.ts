/** Rates of exchange as indices, from the path under the currency's future. */

import type { BarColumns } from '../../engine/model/block.ts'
import type { Session } from '../../engine/model/market.ts'
import type { Day } from '../../engine/model/time.ts'
import { barBuilder } from '../market/builders.ts'
import type { PathDay } from './price-path.ts'

const SESSIONS_AHEAD = 5

/** Rates are quoted to the hundredth of a pip. */
const round = (rate: number): number => Math.round(rate * 1e6) / 1e6

/**
 * Bars of the rate, turned over (what the other currency costs) when `inverse`. A bar at the start of the path lies a
 * week before the first session, so that a rate is known at the first instant on any exchange, holidays or not.
 */
export function rateBars(
  instrument: string,
  sessions: readonly Session[],
  path: ReadonlyMap<Day, PathDay>,
  priceStart: number,
  inverse: boolean,
): BarColumns {
  const builder = barBuilder(instrument)
  const rate = (price: number): number => round(inverse ? 1 / price : price)
  const push = (time: number, day: Omit<PathDay, 'variance'>): void => {
    const [high, low] = [rate(day.high), rate(day.low)]
    builder.push({
      time,
      open: rate(day.open),
      high: Math.max(high, low),
      low: Math.min(high, low),
      close: rate(day.close),
    })
  }
  const first = sessions.findIndex(({ day }) => path.has(day))
  const before = sessions[first - SESSIONS_AHEAD]
  if (before) push(before.close, { open: priceStart, high: priceStart, low: priceStart, close: priceStart })
  for (const session of sessions) {
    const day = path.get(session.day)
    if (day) push(session.close, day)
  }
  return builder.columns()
}

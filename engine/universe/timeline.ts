/** The instants that are known beforehand: ends of sessions, and the expiries that fall due with them. */

import { invariant } from '../model/errors.ts'
import type { Series, Session } from '../model/market.ts'
import type { SessionEnd } from '../model/slice.ts'
import type { EpochMs } from '../model/time.ts'

/** What is due at one instant. */
export interface Due {
  readonly time: EpochMs
  readonly closes: readonly SessionEnd[]
  readonly expiring: readonly Series[]
}

/**
 * The ends of sessions of all products, ascending, each with the series whose last session it is.
 * Products whose sessions end together share one instant. Frozen: wakes hand them out.
 */
export function timeline(
  sessions: ReadonlyMap<string, readonly Session[]>,
  series: readonly Series[],
  after: EpochMs,
  until: EpochMs,
): readonly Due[] {
  const ends = new Map<EpochMs, Map<number, { session: Session; products: string[] }>>()
  for (const [product, list] of sessions) {
    for (const session of list) {
      if (session.close <= after || session.close > until) continue
      const byDay = ends.get(session.close) ?? new Map<number, { session: Session; products: string[] }>()
      const end = byDay.get(session.day) ?? { session, products: [] }
      end.products.push(product)
      byDay.set(session.day, end)
      ends.set(session.close, byDay)
    }
  }
  const expiring = groupByClose(
    series.filter(one => one.lastSession.close > after && one.lastSession.close <= until),
  )
  for (const [close, group] of expiring) {
    invariant(ends.has(close), () => `${group[0]?.product} has a session that ends with its series`)
  }
  return [...ends.entries()]
    .sort(([a], [b]) => a - b)
    .map(([time, byDay]) => ({
      time,
      closes: Object.freeze([...byDay.values()].map(frozenEnd)),
      expiring: Object.freeze(expiring.get(time) ?? []),
    }))
}

const frozenEnd = ({ session, products }: SessionEnd): SessionEnd =>
  Object.freeze({ session, products: Object.freeze(products) })

function groupByClose(series: readonly Series[]): Map<EpochMs, Series[]> {
  const groups = new Map<EpochMs, Series[]>()
  for (const one of series) {
    const group = groups.get(one.lastSession.close) ?? []
    group.push(one)
    groups.set(one.lastSession.close, group)
  }
  return groups
}

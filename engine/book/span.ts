/** The stretch of time of a run, on the calendars of its products. */

import { DataError } from '../model/errors.ts'
import { sessionIndexAt } from '../model/market.ts'
import { type Day, type EpochMs, formatDay } from '../model/time.ts'
import type { Lookup } from './lookup.ts'

export interface Span {
  /** The end of the last session before the first. */
  readonly after: EpochMs
  readonly until: EpochMs
}

/** From the first session to the last, both inclusive. Throws a DataError when a product has none between them. */
export function spanOf(
  spec: { readonly from: Day; readonly to: Day },
  facts: Lookup,
  products: readonly string[],
): Span {
  const closes = products.map(product => {
    const sessions = facts.market.sessions(product)
    const within = sessions.filter(session => session.day >= spec.from && session.day <= spec.to)
    const first = within[0]
    const last = within[within.length - 1]
    if (!first || !last) {
      throw new DataError(
        `${product} has no session between ${formatDay(spec.from)} and ${formatDay(spec.to)}; choose other dates`,
        {
          field: 'from',
          value: formatDay(spec.from),
        },
      )
    }
    const before = sessions[sessions.indexOf(first) - 1]
    return { after: before?.close ?? first.close - 86_400_000, until: last.close }
  })
  return { after: Math.min(...closes.map(c => c.after)), until: Math.max(...closes.map(c => c.until)) }
}

/** The end of the session that lies so many before `time`, on the calendar that reaches back furthest. */
export function sessionsBefore(
  facts: Lookup,
  products: readonly string[],
  time: EpochMs,
  count: number,
): EpochMs {
  const starts = products.map(product => {
    const sessions = facts.market.sessions(product)
    const first = sessions[Math.max(0, sessionIndexAt(sessions, time) - count)]
    return Math.min(time, (first?.close ?? time) - 1)
  })
  return Math.min(time, ...starts)
}

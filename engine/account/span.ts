/** The stretch of time of a run, on the calendars of its products. */

import { DataError } from '../model/errors.ts'
import { sessionIndexAt } from '../model/market.ts'
import { type Day, type EpochMs, formatDay, MS_PER_DAY } from '../model/time.ts'
import type { Lookup } from './lookup.ts'

export interface Span {
  /** Every session before the first has ended, whatever the product. */
  readonly after: EpochMs
  readonly until: EpochMs
}

/** From the first session to the last, both inclusive. Throws a DataError when a product has none between them. */
export function spanOf(
  spec: { readonly from: Day; readonly to: Day },
  facts: Lookup,
  products: readonly string[],
): Span {
  const lasts = products.map(product => {
    const within = facts.market
      .sessions(product)
      .filter(session => session.day >= spec.from && session.day <= spec.to)
    const last = within[within.length - 1]
    if (!last) {
      throw new DataError(
        `${product} has no session between ${formatDay(spec.from)} and ${formatDay(spec.to)}; choose other dates`,
        {
          field: 'from',
          value: formatDay(spec.from),
        },
      )
    }
    return last.close
  })
  return {
    after: Math.max(...products.map(product => startOf(facts, product, spec.from))),
    until: Math.max(...lasts),
  }
}

/** The end of a product's last session before a day; a day before its first close where there is none. */
export function startOf(facts: Lookup, product: string, from: Day): EpochMs {
  const sessions = facts.market.sessions(product)
  const first = sessions.findIndex(session => session.day >= from)
  return sessions[first - 1]?.close ?? (sessions[first]?.close ?? from * MS_PER_DAY) - MS_PER_DAY
}

/** The instant after which so many of the product's sessions end up to `time`; before all of them where there are fewer. */
export function sessionsBefore(facts: Lookup, product: string, time: EpochMs, count: number): EpochMs {
  const sessions = facts.market.sessions(product)
  const from = sessions[sessionIndexAt(sessions, time) - count]?.close
  return Math.min(time, from ?? (sessions[0]?.close ?? time) - MS_PER_DAY)
}

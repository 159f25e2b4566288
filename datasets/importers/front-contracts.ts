/** Which contract is the front one on a day, by the exchange's last trading days. */

import { z } from 'zod'
import { lastTradingDayOf } from '../../engine/calendar/future-ends.ts'
import { firstOf, monthAfter } from '../../engine/calendar/month-days.ts'
import { productExchangeOf } from '../../engine/calendar/product-exchange.ts'
import { type FutureProduct, futureOf } from '../../engine/model/instrument.ts'
import { civilOf, type Day, type Month, monthOf, parseMonth } from '../../engine/model/time.ts'

export const rollSchema = z.strictObject({
  /**
   * `lastTrade`: a contract is the front one up to its last trading day; `deliveryMonth`: up to the last session before
   * its delivery month.
   */
  before: z.enum(['lastTrade', 'deliveryMonth']).default('lastTrade'),
  /** So many sessions earlier. */
  sessions: z.number().int().min(0).max(60).default(0),
})

export interface FrontRule {
  /** Delivery months, 1 to 12. */
  readonly cycle: readonly number[]
  readonly roll: z.infer<typeof rollSchema>
}

export interface FrontContract {
  /** Instrument id, as in `ZN 2020-06`. */
  readonly instrument: string
  readonly lastTradingDay: Day
}

/**
 * The front contract of a future on a day: the first of the cycle that has not been rolled out of before the day. Last
 * trading days are remembered. Throws a DataError for a future whose last trading day no rule tells.
 */
export function frontContracts({
  cycle,
  roll,
}: FrontRule): (future: FutureProduct, day: Day) => FrontContract {
  const known = new Map<string, { readonly heldTo: Day; readonly lastTradingDay: Day }>()

  const endsOf = (future: FutureProduct, month: Month) => {
    const key = `${future.id} ${month}`
    const before = known.get(key)
    if (before) return before
    const exchange = productExchangeOf(future)
    const lastTradingDay = lastTradingDayOf(future, month)
    const last = roll.before === 'lastTrade' ? lastTradingDay : exchange.previous(firstOf(month))
    const ends = { heldTo: roll.sessions === 0 ? last : exchange.add(last, -roll.sessions), lastTradingDay }
    known.set(key, ends)
    return ends
  }

  return (future, day) => {
    const { year, month } = civilOf(day)
    let candidate = monthOf(year, month)
    for (;;) {
      if (cycle.includes(parseMonth(candidate).month)) {
        const { heldTo, lastTradingDay } = endsOf(future, candidate)
        if (heldTo >= day) return { instrument: futureOf(future.id, candidate).id, lastTradingDay }
      }
      candidate = monthAfter(candidate)
    }
  }
}

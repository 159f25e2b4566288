/** The dates in the delivery month of a Treasury future (CBOT rulebook, chapters 18 to 21). */

import { type Day, dayOf, type Month, parseMonth } from '../model/time.ts'
import type { DayCalendar } from './day-calendar.ts'

/** `Long` = bonds and ten-year notes (ZB, UB, ZN, TN), `Short` = two, three and five years (ZT, Z3N, ZF). */
export interface TreasuryDates {
  /** The short may first declare intention to deliver: two business days before the first of the month. */
  readonly firstIntentionDay: Day
  readonly firstBusinessDay: Day
  readonly lastBusinessDay: Day
  /** The seventh business day before the last of the month. */
  readonly lastTradeLong: Day
  readonly lastTradeShort: Day
  readonly lastDeliveryLong: Day
  /** The third business day after the last of the month. */
  readonly lastDeliveryShort: Day
}

/** The dates of a delivery month, counted on the calendar of US government bonds (`calendarOf('SIFMA')`). */
export function treasuryDates(month: Month, business: DayCalendar): TreasuryDates {
  const { year, month: number } = parseMonth(month)
  const firstBusinessDay = business.next(dayOf(year, number, 0))
  const lastBusinessDay = business.previous(dayOf(year, number + 1, 1))
  return {
    firstIntentionDay: business.add(firstBusinessDay, -2),
    firstBusinessDay,
    lastBusinessDay,
    lastTradeLong: business.add(lastBusinessDay, -7),
    lastTradeShort: lastBusinessDay,
    lastDeliveryLong: lastBusinessDay,
    lastDeliveryShort: business.add(lastBusinessDay, 3),
  }
}

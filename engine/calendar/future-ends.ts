/** The last trading day of a future's contract month, by the exchanges' rules. */

import { closestName } from '../model/closest-name.ts'
import { DataError } from '../model/errors.ts'
import type { FutureProduct } from '../model/instrument.ts'
import { type Day, type Month, parseMonth } from '../model/time.ts'
import type { DayCalendar } from './day-calendar.ts'
import { calendarOf } from './holidays.ts'
import { firstOf, monthAfter, monthBefore } from './month-days.ts'
import { thirdFridayOf, thirdWednesdayOf } from './nth-weekday.ts'
import { productExchangeOf } from './product-exchange.ts'
import { treasuryDates } from './treasury-dates.ts'

type EndRule = (month: Month, business: DayCalendar) => Day

/** The second business day before the third Wednesday (CME). */
const currency: EndRule = (month, business) => {
  const { year, month: number } = parseMonth(month)
  return business.add(thirdWednesdayOf(year, number), -2)
}

/** The third business day before the 25th of the month before, or before the business day that precedes it (NYMEX). */
const crude: EndRule = (month, business) => {
  const twentyFifth = firstOf(monthBefore(month)) + 24
  return business.add(business.isSession(twentyFifth) ? twentyFifth : business.previous(twentyFifth), -3)
}

/** The third last business day of the delivery month (COMEX). */
const gold: EndRule = (month, business) => business.add(firstOf(monthAfter(month)), -3)

/** The third Friday, on a holiday the business day before it (CME). */
const stockIndex: EndRule = (month, business) => {
  const { year, month: number } = parseMonth(month)
  return business.previous(thirdFridayOf(year, number) + 1)
}

/** Two exchange days before the delivery day, the tenth of the month or the next exchange day (Eurex). */
const germanBond: EndRule = (month, business) => business.add(business.add(firstOf(month) + 9, 0), -2)

/** Bonds and ten-year notes: the seventh business day before the last of the delivery month, on the bond market's calendar (CBOT). */
const treasuryLong: EndRule = month => treasuryDates(month, calendarOf('SIFMA')).lastTradeLong

/** The last business day of the delivery month on that calendar: two, three and five years (CBOT). */
const treasuryShort: EndRule = month => treasuryDates(month, calendarOf('SIFMA')).lastTradeShort

const rules: Readonly<Record<string, EndRule>> = {
  '6E': currency,
  '6J': currency,
  ZT: treasuryShort,
  Z3N: treasuryShort,
  ZF: treasuryShort,
  ZN: treasuryLong,
  TN: treasuryLong,
  ZB: treasuryLong,
  UB: treasuryLong,
  CL: crude,
  GC: gold,
  'ES-F': stockIndex,
  FGBL: germanBond,
}

/**
 * The last trading day of a contract month. Throws a DataError for a future whose rule is not known.
 *
 * @example lastTradingDayOf(futureProductOf('FGBL'), '2008-12') // 2008-12-08
 */
export function lastTradingDayOf(future: FutureProduct, month: Month): Day {
  const rule = rules[future.id]
  if (!rule) {
    const close = closestName(future.id, Object.keys(rules))
    throw new DataError(`no rule says when this future stops trading; did you mean "${close}"?`, {
      field: 'future',
      value: future.id,
    })
  }
  return rule(month, productExchangeOf(future).business)
}

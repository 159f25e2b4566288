/** The last trading day of an option series by the exchanges' rules: contract month and calendars in, day out. */

import { DataError } from '../model/errors.ts'
import type { ExpiryRuleId } from '../model/instrument.ts'
import { type Day, type Month, parseMonth } from '../model/time.ts'
import type { DayCalendar } from './day-calendar.ts'
import { firstOf, monthBefore } from './month-days.ts'
import { FRIDAY, thirdFridayOf, thirdWednesdayOf, weekdayOnOrBefore } from './nth-weekday.ts'

/** The calendars that an expiry rule counts on. */
interface ExpiryCalendars {
  /** Days that count towards an expiry at the product's exchange. */
  readonly business: DayCalendar
  /** Workdays of the US federal offices; only the Bund's Friday rule looks at them. */
  readonly federal: DayCalendar
}

/** The last trading day of the series of a contract month (`YYYY-MM`). */
export type ExpiryRule = (month: Month, calendars: ExpiryCalendars) => Day

/** When a Friday is a holiday, the business day before it; never an earlier Friday. */
const orBusinessDayBefore = (day: Day, business: DayCalendar): Day =>
  business.isSession(day) ? day : business.previous(day)

/** Euro FX and yen: the second Friday before the third Wednesday of the contract month. */
const fx: ExpiryRule = (month, { business }) => {
  const { year, month: number } = parseMonth(month)
  const secondFridayBefore = weekdayOnOrBefore(thirdWednesdayOf(year, number), FRIDAY) - 7
  return orBusinessDayBefore(secondFridayBefore, business)
}

/**
 * The last Friday that precedes by at least `days` business days the last business day of the month before.
 * Two days today, five in the 1990s (CBOT).
 */
const fridayBeforeMonthEnd =
  (days: number): ExpiryRule =>
  (month, { business }) => {
    const lastBusinessDay = business.previous(firstOf(month))
    let friday = weekdayOnOrBefore(lastBusinessDay, FRIDAY)
    while (business.count(friday + 1, lastBusinessDay + 1) < days) friday -= 7
    return orBusinessDayBefore(friday, business)
  }

/** T-Bond: the last Friday at least two business days before the last business day of the month before. */
export const treasuryBond: ExpiryRule = fridayBeforeMonthEnd(2)

/** T-Bond in the 1990s: the same with five business days. */
const treasuryBondFiveDays: ExpiryRule = fridayBeforeMonthEnd(5)

/** Crude oil: six business days before the 25th of the month before; seven when that is no business day (NYMEX). */
const crude: ExpiryRule = (month, { business }) => {
  const twentyFifth = firstOf(monthBefore(month)) + 24
  return business.add(twentyFifth, business.isSession(twentyFifth) ? -6 : -7)
}

/**
 * Gold: the fourth last business day of the month before, moved back from Fridays and from days before a holiday
 * (COMEX); both are days that no business day follows at once.
 */
const gold: ExpiryRule = (month, { business }) => {
  let day = business.add(firstOf(month), -4)
  while (!business.isSession(day + 1)) day = business.previous(day)
  return day
}

/** Index options: the third Friday of the contract month. */
const thirdFriday: ExpiryRule = (month, { business }) => {
  const { year, month: number } = parseMonth(month)
  return orBusinessDayBefore(thirdFridayOf(year, number), business)
}

/** Bund, old: six exchange days before the first calendar day of the contract month. */
const bundSixDays: ExpiryRule = (month, { business }) => business.add(firstOf(month), -6)

/**
 * Bund, now: the last Friday with at least two exchange days between it and the first of the contract month; when
 * that is no exchange day, the day before it that is both an exchange day and a US federal workday (Eurex).
 */
const bundFriday: ExpiryRule = (month, { business, federal }) => {
  const first = firstOf(month)
  let day = weekdayOnOrBefore(first - 1, FRIDAY)
  while (business.count(day + 1, first) < 2) day -= 7
  if (business.isSession(day)) return day
  do day = business.previous(day)
  while (!federal.isSession(day))
  return day
}

const rules: Readonly<Record<Exclude<ExpiryRuleId, 'listed'>, ExpiryRule>> = {
  fx,
  treasuryBond,
  treasuryBondFiveDays,
  crude,
  gold,
  thirdFriday,
  bundSixDays,
  bundFriday,
}

/** The rule of an id. Throws a DataError for `listed`: such expiries are those that the data lists. */
export function expiryRuleOf(id: ExpiryRuleId): ExpiryRule {
  if (id === 'listed') {
    throw new DataError('these expiries follow no rule; take them from the data', {
      field: 'rule',
      value: id,
    })
  }
  return rules[id]
}

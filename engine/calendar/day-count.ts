/** Fractions of a year between two dates by the market's day-count conventions (ISDA 2006 definitions, section 4.16). */

import { civilOf, type Day, dayOf } from '../model/time.ts'

/** Calendar days from `start` to `end`; negative when they are swapped, as are all fractions below. */
export const days = (start: Day, end: Day): number => end - start

/** Years of 360 days: dollar and euro money market, repo. */
export const act360 = (start: Day, end: Day): number => days(start, end) / 360

/** Years of 365 days, leap or not. */
export const act365f = (start: Day, end: Day): number => days(start, end) / 365

/** Actual/actual (ISDA): each day weighs one 365th, in a leap year one 366th. */
export function actActISDA(start: Day, end: Day): number {
  if (start > end) return -actActISDA(end, start)
  const from = civilOf(start).year
  const to = civilOf(end).year
  if (from === to) return days(start, end) / lengthOf(from)
  const inFirst = days(start, dayOf(from + 1, 1, 1)) / lengthOf(from)
  const inLast = days(dayOf(to, 1, 1), end) / lengthOf(to)
  return inFirst + (to - from - 1) + inLast
}

/** 30/360 (bond basis): a start on the 31st counts as the 30th, an end on the 31st too if the start is then the 30th. */
export function thirty360BondBasis(start: Day, end: Day): number {
  const from = civilOf(start)
  const to = civilOf(end)
  const startDay = Math.min(from.day, 30)
  const endDay = startDay === 30 ? Math.min(to.day, 30) : to.day
  return (360 * (to.year - from.year) + 30 * (to.month - from.month) + (endDay - startDay)) / 360
}

const lengthOf = (year: number): number => days(dayOf(year, 1, 1), dayOf(year + 1, 1, 1))

/** Dates that are named by their weekday: the third Friday, the last Monday. */

import { type Day, dayOf, weekdayOf } from '../model/time.ts'

export const WEDNESDAY = 3
export const FRIDAY = 5

/** The n-th (from 1) such weekday (ISO: 1 = Monday to 7 = Sunday) of a month. */
export function nthWeekday(year: number, month: number, weekday: number, n: number): Day {
  const first = dayOf(year, month, 1)
  return first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (n - 1)
}

/** The latest such weekday on or before a day. */
export const weekdayOnOrBefore = (day: Day, weekday: number): Day =>
  day - ((weekdayOf(day) - weekday + 7) % 7)

/** The third Friday of a month: the day of the index options, before any holiday is looked at. */
export const thirdFridayOf = (year: number, month: number): Day => nthWeekday(year, month, FRIDAY, 3)

/** The third Wednesday of a month: the delivery day of the currency futures (in March, June, September, December the IMM date). */
export const thirdWednesdayOf = (year: number, month: number): Day => nthWeekday(year, month, WEDNESDAY, 3)

/** The days on which coupons would fall if every period were regular: half-years counted back from maturity. */

import { DataError } from '../../model/errors.ts'
import { civilOf, type Day, dayOf, formatDay } from '../../model/time.ts'

/**
 * The day so many half-years before maturity. Always counted from maturity itself, so that a 31 August comes back as
 * one after a short February; a maturity at its month's end has every day at its month's end.
 */
export function quasiDate(maturity: Day, halfYears: number): Day {
  const { year, month, day } = civilOf(maturity)
  const months = 12 * year + month - 1 - 6 * halfYears
  const yearThen = Math.floor(months / 12)
  const monthThen = months - 12 * yearThen + 1
  if (day < 28) return dayOf(yearThen, monthThen, day)
  const end = dayOf(yearThen, monthThen + 1, 0)
  return maturity === dayOf(year, month + 1, 0) ? end : Math.min(dayOf(yearThen, monthThen, day), end)
}

/**
 * Half-years from the start of the period that holds a day to maturity: the least number at which `quasiDate` is not
 * after the day. At least 1. Throws a DataError from maturity on.
 */
export function halfYearsLeft(maturity: Day, day: Day, field = 'settle'): number {
  if (!Number.isInteger(day))
    throw new DataError('this is no day; give a whole number of days', { field, value: day })
  if (day >= maturity)
    throw new DataError(`the bond has matured; take a day before ${formatDay(maturity)}`, {
      field,
      value: formatDay(day),
    })
  const from = civilOf(day)
  const to = civilOf(maturity)
  const whole = Math.floor((12 * (to.year - from.year) + to.month - from.month) / 6)
  return quasiDate(maturity, whole) <= day ? whole : whole + 1
}

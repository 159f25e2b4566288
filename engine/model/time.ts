/** Time on the hot path: epoch milliseconds for instants, day numbers for calendar dates. */

import { DataError } from './errors.ts'

/** An instant: milliseconds since 1970-01-01T00:00Z. */
export type EpochMs = number

/** A calendar date without a zone: whole days since 1970-01-01 (a Thursday). */
export type Day = number

/** A date as people write it, `YYYY-MM-DD`. */
export type IsoDate = string

/** A contract month, `YYYY-MM`. */
export type Month = string

/** Milliseconds of a day without a change of clocks. */
export const MS_PER_DAY = 86_400_000

const DAYS_IN_400_YEARS = 146_097
/** From 1 March of the year 0, on which the years of the two functions below begin, to 1970. */
const DAYS_BEFORE_1970 = 719_468

/**
 * The day number of a civil date; `month` runs from 1 to 12, and over. A `day` of 0 is the last of the month before.
 * Source: H. Hinnant, chrono-compatible low-level date algorithms (2013), as is that of `civilOf`.
 */
export function dayOf(year: number, month: number, day: number): Day {
  // Date takes years below 100 for those of the century before, and parts of days off.
  if (!(year >= 100 && Number.isInteger(month) && Number.isInteger(day)))
    return Date.UTC(year, month - 1, day) / MS_PER_DAY
  const months = 12 * year + month - 3
  const marchYear = Math.floor(months / 12)
  const century = Math.floor(marchYear / 100)
  const dayOfYear = Math.floor((153 * (months - 12 * marchYear) + 2) / 5) + day - 1
  return (
    365 * marchYear +
    Math.floor(marchYear / 4) -
    century +
    Math.floor(century / 4) +
    dayOfYear -
    DAYS_BEFORE_1970
  )
}

/** Parses `YYYY-MM-DD`; throws a DataError for anything else, 30 February included. */
export function parseDay(text: string, field = 'date'): Day {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  const day = match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : Number.NaN
  if (Number.isNaN(day) || formatDay(day) !== text) {
    throw new DataError('no such date; write it as YYYY-MM-DD', { field, value: text })
  }
  return day
}

const written = new Map<Day, IsoDate>()

/** `YYYY-MM-DD` of a day number. Remembered: ids of series are written again and again, and there are few days. */
export function formatDay(day: Day): IsoDate {
  const known = written.get(day)
  if (known !== undefined) return known
  const text = new Date(day * MS_PER_DAY).toISOString().slice(0, 10)
  written.set(day, text)
  return text
}

/** ISO weekday: 1 = Monday to 7 = Sunday. */
export const weekdayOf = (day: Day): number => ((((day + 3) % 7) + 7) % 7) + 1

/** Year, month (1 to 12) and day of the month. */
export function civilOf(day: Day): { year: number; month: number; day: number } {
  const days = Math.floor(day) + DAYS_BEFORE_1970
  const era = Math.floor(days / DAYS_IN_400_YEARS)
  const dayOfEra = days - DAYS_IN_400_YEARS * era
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const month = Math.floor((5 * dayOfYear + 2) / 153)
  return {
    year: 400 * era + yearOfEra + (month < 10 ? 0 : 1),
    month: month < 10 ? month + 3 : month - 9,
    day: dayOfYear - Math.floor((153 * month + 2) / 5) + 1,
  }
}

/** `YYYY-MM` of a year and a month that may run over, as in (2009, 13) = 2010-01 or (2009, 0) = 2008-12. */
export function monthOf(year: number, month: number): Month {
  const months = year * 12 + month - 1
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`
}

/** Parses `YYYY-MM`; throws a DataError for anything else. */
export function parseMonth(text: string, field = 'month'): { year: number; month: number } {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text)
  if (!match) throw new DataError('no such month; write it as YYYY-MM', { field, value: text })
  return { year: Number(match[1]), month: Number(match[2]) }
}

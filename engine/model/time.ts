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

export const MS_PER_DAY = 86_400_000

/** The day number of a civil date; `month` runs from 1 to 12. A `day` of 0 is the last of the month before. */
export const dayOf = (year: number, month: number, day: number): Day =>
  Date.UTC(year, month - 1, day) / MS_PER_DAY

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
  const date = new Date(day * MS_PER_DAY)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
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

/** Counts sessions: by a rule that says which days are open, or over an explicit list of them. */

import { DataError } from '../model/errors.ts'
import { type Day, formatDay } from '../model/time.ts'

/** A set of days and the arithmetic on it. A day that is asked about need not be a session itself. */
export interface DayCalendar {
  isSession(day: Day): boolean
  /** The first session after a day. A listed calendar throws a DataError beyond its end. */
  next(day: Day): Day
  /** The last session before a day. A listed calendar throws a DataError before its beginning. */
  previous(day: Day): Day
  /** The n-th session after a day, before it for a negative n; for 0 the day itself or else the next session. */
  add(day: Day, n: number): Day
  /** Sessions in [from, toExclusive); negative when the two are swapped. */
  count(from: Day, toExclusive: Day): number
  /** Sessions from `from` to `to`, both included, ascending. */
  sessions(from: Day, to: Day): Day[]
}

/** A calendar of all days that a rule calls open; without beginning or end. */
export function ruleCalendar(isOpen: (day: Day) => boolean): DayCalendar {
  const step = (day: Day, direction: 1 | -1): Day => {
    let other = day + direction
    while (!isOpen(other)) other += direction
    return other
  }
  const next = (day: Day) => step(day, 1)
  const previous = (day: Day) => step(day, -1)

  const count = (from: Day, toExclusive: Day): number => {
    if (from > toExclusive) return 0 - count(toExclusive, from)
    let open = 0
    for (let day = from; day < toExclusive; day++) if (isOpen(day)) open++
    return open
  }

  return {
    isSession: isOpen,
    next,
    previous,
    add: (day, n) => {
      let session = n === 0 && !isOpen(day) ? next(day) : day
      for (let i = 0; i < n; i++) session = next(session)
      for (let i = 0; i > n; i--) session = previous(session)
      return session
    },
    count,
    sessions: (from, to) => {
      const open: Day[] = []
      for (let day = from; day <= to; day++) if (isOpen(day)) open.push(day)
      return open
    },
  }
}

/** The days that are sessions of both. */
export const commonDays = (one: DayCalendar, other: DayCalendar): DayCalendar =>
  ruleCalendar(day => one.isSession(day) && other.isSession(day))

/** A calendar of exactly these days. Throws a DataError unless they ascend. */
export function listCalendar(days: readonly Day[]): DayCalendar {
  const unordered = days.findIndex((day, i) => i > 0 && day <= (days[i - 1] ?? day))
  if (unordered > 0) {
    throw new DataError('sessions must be listed once each, in ascending order', {
      field: 'sessions',
      value: formatDay(days[unordered] ?? 0),
    })
  }

  /** How many sessions lie before a day. */
  const before = (day: Day): number => {
    let low = 0
    let high = days.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((days[middle] ?? Number.POSITIVE_INFINITY) < day) low = middle + 1
      else high = middle
    }
    return low
  }

  const at = (index: number, asked: Day): Day => {
    const day = days[index]
    if (day === undefined) {
      throw new DataError('the listed sessions do not reach that far from this day; list more of them', {
        value: formatDay(asked),
      })
    }
    return day
  }

  return {
    isSession: day => days[before(day)] === day,
    next: day => at(before(day + 1), day),
    previous: day => at(before(day) - 1, day),
    add: (day, n) => at(n > 0 ? before(day + 1) + n - 1 : before(day) + n, day),
    count: (from, toExclusive) => before(toExclusive) - before(from),
    sessions: (from, to) => days.slice(before(from), before(to + 1)),
  }
}

/** First days of contract months, and the months before them. */

import { type Day, dayOf, type Month, monthOf, parseMonth } from '../model/time.ts'

/** The first calendar day of a month. */
export function firstOf(month: Month): Day {
  const civil = parseMonth(month)
  return dayOf(civil.year, civil.month, 1)
}

export function monthBefore(month: Month): Month {
  const civil = parseMonth(month)
  return monthOf(civil.year, civil.month - 1)
}

export function monthAfter(month: Month): Month {
  const civil = parseMonth(month)
  return monthOf(civil.year, civil.month + 1)
}

/** What every metric is of: returns per period, how many periods make a year, and ratios that need not exist. */

import { DataError } from '../../engine/model/errors.ts'

/** Simple returns, one a period, as fractions (0.01 = 1 %), finite, oldest first. */
export type Returns = readonly number[] | Float64Array

/** numerator / denominator. Null: either is missing, the denominator is 0, or no double holds the result. */
export function ratio(numerator: number | null, denominator: number | null): number | null {
  if (numerator === null || denominator === null || denominator === 0) return null
  const quotient = numerator / denominator
  return Number.isFinite(quotient) ? quotient : null
}

/** The number itself (252 for days, 12 for months), or a DataError when it cannot be one. */
export function checkedPeriodsPerYear(periodsPerYear: number): number {
  if (periodsPerYear > 0 && Number.isFinite(periodsPerYear)) return periodsPerYear
  throw new DataError(
    'is no number of periods per year; give a positive number such as 252 for daily returns',
    { field: 'periodsPerYear', value: periodsPerYear },
  )
}

/** The guard of every annualised figure. */

import { DataError } from '../../engine/model/errors.ts'

/** The number itself (252 for days, 12 for months), or a DataError when it cannot be one. */
export function checkedPeriodsPerYear(periodsPerYear: number): number {
  if (periodsPerYear > 0 && Number.isFinite(periodsPerYear)) return periodsPerYear
  throw new DataError(
    'is no number of periods per year; give a positive number such as 252 for daily returns',
    {
      field: 'periodsPerYear',
      value: periodsPerYear,
    },
  )
}

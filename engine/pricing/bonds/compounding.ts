/** Growth at a rate that compounds once a year. */

import { DataError } from '../../model/errors.ts'
import { requirePositive } from '../require-positive.ts'

/**
 * What 1 becomes in so many years, parts of a year included: (1 + rate)^years. Rates count per 1.00.
 * Throws a DataError for a rate of -1 or less, or years without end.
 */
export function growthFactor(rate: number, years: number): number {
  requirePositive({ 'rate + 1': 1 + rate })
  if (!Number.isFinite(years))
    throw new DataError('this must be a finite number', { field: 'years', value: years })
  return Math.exp(years * Math.log(1 + rate))
}

/**
 * Years in which an amount grows from one value to another; negative when the second is the smaller. Null at a rate of
 * 0, at which nothing grows. Throws a DataError unless both amounts are above 0 and the rate is above -1.
 */
export function yearsToGrow(from: number, to: number, rate: number): number | null {
  requirePositive({ from, to, 'rate + 1': 1 + rate })
  return rate === 0 ? null : Math.log(to / from) / Math.log(1 + rate)
}

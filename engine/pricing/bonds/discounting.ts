/** Remaining payments discounted at one yield: the sums from which price, yield and sensitivity follow. */

import { DataError } from '../../model/errors.ts'
import { amountOf, type RemainingPayments } from './remaining-payments.ts'

/**
 * What 1 becomes at simple interest in a part of a half-year, 1 being the whole; `yieldFraction` per 1.00 a year.
 * Throws a DataError where nothing would be left.
 */
export function growth(part: number, yieldFraction: number): number {
  const grown = 1 + (part * yieldFraction) / 2
  if (!(grown > 0 && grown < Infinity))
    throw new DataError('a yield loses less than everything in half a year: give it per 1.00, above -2', {
      field: 'yieldFraction',
      value: yieldFraction,
    })
  return grown
}

/** Value at the end of the running period, and the same with each payment times its half-years from there, and squared. */
export interface PeriodEndValue {
  readonly value: number
  readonly halfYears: number
  readonly halfYearsSquared: number
}

/** Discounts the payments, per 100 face, to the end of the running period; `v` is the factor of one half-year. */
export function valueAtPeriodEnd(payments: RemainingPayments, v: number): PeriodEndValue {
  const { wait, count } = payments
  let discount = 1
  for (let i = 0; i < wait; i++) discount *= v
  let value = 0
  let halfYears = 0
  let halfYearsSquared = 0
  for (let i = 0; i < count; i++) {
    const worth = amountOf(payments, i) * discount
    const time = wait + i
    value += worth
    halfYears += time * worth
    halfYearsSquared += time * time * worth
    discount *= v
  }
  return { value, halfYears, halfYearsSquared }
}

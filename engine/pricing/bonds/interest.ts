/** Interest that a bond earns between two days, actual/actual by its own half-years. */

import type { Bond } from '../../model/bond.ts'
import { DataError } from '../../model/errors.ts'
import type { Day } from '../../model/time.ts'
import { halfYearsLeft, quasiDate } from './quasi-dates.ts'

/** A regular coupon per 100 face. Throws a DataError for a rate that is negative or no number. */
export function halfCoupon({ couponPercent }: Bond): number {
  if (!(couponPercent >= 0 && couponPercent < Infinity))
    throw new DataError('a coupon is 0 or more percent a year', {
      field: 'couponPercent',
      value: couponPercent,
    })
  return couponPercent / 2
}

/**
 * Interest per 100 face from one day to a later one, maturity at the latest: of every quasi-coupon period touched, the
 * half coupon times the share of its days. Source: ICMA rule 251.1; 31 CFR 356, appendix B, section I.
 */
export function interestOver(bond: Bond, from: Day, to: Day): number {
  let share = 0
  let left = halfYearsLeft(bond.maturity, from)
  let start = quasiDate(bond.maturity, left)
  while (start < to) {
    left -= 1
    const end = quasiDate(bond.maturity, left)
    share += (Math.min(to, end) - Math.max(from, start)) / (end - start)
    start = end
  }
  return halfCoupon(bond) * share
}

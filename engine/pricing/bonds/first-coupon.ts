/** The first coupon of a bond, whose period may be shorter or longer than half a year. */

import type { Bond } from '../../model/bond.ts'
import { DataError } from '../../model/errors.ts'
import { type Day, formatDay } from '../../model/time.ts'
import { interestOver } from './interest.ts'
import { halfYearsLeft, quasiDate } from './quasi-dates.ts'

/** When the first coupon is paid, how much per 100 face, and how many half-years before maturity. */
export interface FirstCoupon {
  readonly day: Day
  readonly amount: number
  readonly halfYearsLeft: number
}

/** No half-year has more days than July to December. */
const LONGEST_HALF_YEAR_DAYS = 184

/**
 * The first coupon: all interest since the day of issue. Where that day is known and the coupon's is not, it falls at
 * the next quasi-coupon date. Null without a day of issue, where every period is regular.
 *
 * Throws a DataError for a first coupon that is not after the issue, or not a whole number of half-years before maturity.
 */
export function firstCoupon(bond: Bond): FirstCoupon | null {
  if (bond.issued === null) return null
  const left = firstHalfYearsLeft(bond, bond.issued)
  const day = quasiDate(bond.maturity, left)
  return { day, amount: interestOver(bond, bond.issued, day), halfYearsLeft: left }
}

/** The first coupon if it is yet to be paid at a settlement, else null. Throws a DataError as `firstCoupon` does. */
export function pendingFirstCoupon(bond: Bond, settle: Day): FirstCoupon | null {
  if (bond.issued === null) return null
  const latest = bond.firstCoupon ?? bond.issued + LONGEST_HALF_YEAR_DAYS
  if (settle >= latest) return null
  const first = firstCoupon(bond)
  return first !== null && settle < first.day ? first : null
}

function firstHalfYearsLeft({ maturity, firstCoupon: told }: Bond, issued: Day): number {
  if (told === null || told === maturity) {
    const left = halfYearsLeft(maturity, issued, 'issued')
    return told === null ? left - 1 : 0
  }
  const left = halfYearsLeft(maturity, told, 'firstCoupon')
  if (told <= issued || quasiDate(maturity, left) !== told)
    throw new DataError(
      `a first coupon comes after the issue and whole half-years before maturity; ${formatDay(quasiDate(maturity, left))} would be such a day`,
      { field: 'firstCoupon', value: formatDay(told) },
    )
  return left
}

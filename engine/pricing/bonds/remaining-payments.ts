/** What a bond still pays, counted in half-years from a settlement: all that its pricing needs to know. */

import type { Bond } from '../../model/bond.ts'
import type { Day } from '../../model/time.ts'
import { pendingFirstCoupon } from './first-coupon.ts'
import { halfCoupon } from './interest.ts'
import { halfYearsLeft, quasiDate } from './quasi-dates.ts'

/** Payment i, from 0 to `count` - 1, falls `stub + wait + i` half-years after the settlement; amounts per 100 face. */
export interface RemainingPayments {
  /** The part of the running quasi-coupon period that is left, in days over its days; above 0, at most 1. */
  readonly stub: number
  /** Whole half-years from that period's end to the next payment; above 0 only in a long first period. */
  readonly wait: number
  readonly count: number
  /** The next coupon, which differs from the others only when it is an odd first one. */
  readonly first: number
  readonly coupon: number
}

/** Throws a DataError from maturity on. */
export function remainingPayments(bond: Bond, settle: Day): RemainingPayments {
  const left = halfYearsLeft(bond.maturity, settle)
  const start = quasiDate(bond.maturity, left)
  const end = quasiDate(bond.maturity, left - 1)
  const coupon = halfCoupon(bond)
  const odd = pendingFirstCoupon(bond, settle)
  const count = odd === null ? left : odd.halfYearsLeft + 1
  return {
    stub: (end - settle) / (end - start),
    wait: left - count,
    count,
    first: odd?.amount ?? coupon,
    coupon,
  }
}

/** Whether nothing is left but one payment within half a year, which the market discounts at simple interest. */
export const isLastPeriod = ({ wait, count }: RemainingPayments): boolean => count === 1 && wait === 0

/** Payment i with the redemption, if it is the last. */
export function amountOf({ first, coupon, count }: RemainingPayments, i: number): number {
  return (i === 0 ? first : coupon) + (i === count - 1 ? 100 : 0)
}

/** What a bond still pays, counted in half-years from a settlement: all that its pricing needs to know. */

import type { Bond } from '../../model/bond.ts'
import type { Day } from '../../model/time.ts'
import { halfCoupon } from './interest.ts'
import { runningPeriod } from './running-period.ts'

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

/** `period`: the running one, where it is known. Throws a DataError from maturity on. */
export function remainingPayments(
  bond: Bond,
  settle: Day,
  { start, end, halfYearsLeft, pending } = runningPeriod(bond, settle),
): RemainingPayments {
  const coupon = halfCoupon(bond)
  const count = pending === null ? halfYearsLeft : pending.halfYearsLeft + 1
  return {
    stub: (end - settle) / (end - start),
    wait: halfYearsLeft - count,
    count,
    first: pending?.amount ?? coupon,
    coupon,
  }
}

/** Whether nothing is left but one payment within half a year, which the market discounts at simple interest. */
export const isLastPeriod = ({ wait, count }: RemainingPayments): boolean => count === 1 && wait === 0

/** Payment i with the redemption, if it is the last. */
export function amountOf({ first, coupon, count }: RemainingPayments, i: number): number {
  return (i === 0 ? first : coupon) + (i === count - 1 ? 100 : 0)
}

/** Price of any bond on a curve of discount factors. */

import type { Bond } from '../../model/bond.ts'
import type { Day } from '../../model/time.ts'
import { accruedInterest } from './accrued.ts'
import type { ParCurve } from './par-curve.ts'
import { remainingPayments } from './remaining-payments.ts'
import { runningPeriod } from './running-period.ts'

/**
 * Clean price per 100 face: the payments discounted by the curve, less accrued interest. Time counts by the bond's own
 * schedule, the running period by its days and the others as half a year each: so a bond of a tenor and coupon that
 * made the curve costs 100 on a coupon day. `period`: the running one, where it is known. Throws a DataError before the
 * issue and from maturity on.
 */
export function curvePrice(
  bond: Bond,
  settle: Day,
  curve: ParCurve,
  period = runningPeriod(bond, settle),
): number {
  const payments = remainingPayments(bond, settle, period)
  const { count, first, coupon } = payments
  const discounts = curve.discounts(payments.stub + payments.wait, count)
  let value = 0
  for (let i = 0; i < count; i++) {
    const amount = (i === 0 ? first : coupon) + (i === count - 1 ? 100 : 0)
    value += amount * (discounts[i] as number)
  }
  return value - accruedInterest(bond, settle, period)
}

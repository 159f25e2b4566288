/** Accrued interest: what a buyer pays the seller for the part of the coupon that the seller has earned. */

import type { Bond } from '../../model/bond.ts'
import { DataError } from '../../model/errors.ts'
import { type Day, formatDay } from '../../model/time.ts'
import { pendingFirstCoupon } from './first-coupon.ts'
import { interestOver } from './interest.ts'
import { couponPeriod } from './schedule.ts'

/**
 * Interest per 100 face from the last coupon, or from the issue, to a settlement: actual/actual (ICMA) by quasi-coupon
 * periods, an odd first period as the sum of its parts; 0 on a coupon day, whose coupon is the seller's.
 *
 * Throws a DataError before the issue and from maturity on.
 */
export function accruedInterest(bond: Bond, settle: Day): number {
  return interestOver(bond, accrualStart(bond, settle), settle)
}

/** The day from which the interest of the running period counts. Throws a DataError as `accruedInterest` does. */
export function accrualStart(bond: Bond, settle: Day): Day {
  const { issued } = bond
  if (issued !== null && settle < issued)
    throw new DataError(
      `the bond earns no interest before its issue; settle on ${formatDay(issued)} or later`,
      {
        field: 'settle',
        value: formatDay(settle),
      },
    )
  return issued !== null && pendingFirstCoupon(bond, settle) !== null
    ? issued
    : couponPeriod(bond, settle).start
}

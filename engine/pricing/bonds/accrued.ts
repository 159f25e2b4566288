/** Accrued interest: what a buyer pays the seller for the part of the coupon that the seller has earned. */

import type { Bond } from '../../model/bond.ts'
import { DataError } from '../../model/errors.ts'
import { type Day, formatDay } from '../../model/time.ts'
import { halfCoupon, interestOver } from './interest.ts'
import { type RunningPeriod, runningPeriod } from './running-period.ts'

/**
 * Interest per 100 face from the last coupon, or from the issue, to a settlement: actual/actual (ICMA) by quasi-coupon
 * periods, an odd first period as the sum of its parts; 0 on a coupon day, whose coupon is the seller's. `period`: the
 * running one, where it is known.
 *
 * Throws a DataError before the issue and from maturity on.
 */
export function accruedInterest(bond: Bond, settle: Day, period = runningPeriod(bond, settle)): number {
  const from = accrualStart(bond, settle, period)
  const { start, end } = period
  return from < start
    ? interestOver(bond, from, settle)
    : halfCoupon(bond) * ((settle - from) / (end - start))
}

/** The day from which the interest of the running period counts. Throws a DataError as `accruedInterest` does. */
export function accrualStart(
  { issued }: Bond,
  settle: Day,
  { start, pending }: Pick<RunningPeriod, 'start' | 'pending'>,
): Day {
  if (issued === null) return start
  if (settle < issued)
    throw new DataError(
      `the bond earns no interest before its issue; settle on ${formatDay(issued)} or later`,
      {
        field: 'settle',
        value: formatDay(settle),
      },
    )
  return pending === null ? start : issued
}

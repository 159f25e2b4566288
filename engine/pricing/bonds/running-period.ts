/** The half-year in which a settlement lies: what of a bond stays the same until it is over. */

import type { Bond } from '../../model/bond.ts'
import type { Day } from '../../model/time.ts'
import { type FirstCoupon, pendingFirstCoupon } from './first-coupon.ts'
import { halfYearsLeft, quasiDate } from './quasi-dates.ts'

/** A quasi-coupon period: start <= settlement < end, in steps of six months back from maturity. */
export interface RunningPeriod {
  readonly start: Day
  readonly end: Day
  /** From its start to maturity; at least 1. */
  readonly halfYearsLeft: number
  /** The first coupon while it is yet to be paid, else null: it is paid at the end of this period or of a later one. */
  readonly pending: FirstCoupon | null
}

/** Finds the running period of a bond at a settlement. */
export type PeriodOf = (bond: Bond, settle: Day) => RunningPeriod

/** Throws a DataError from maturity on, and as `firstCoupon` does. */
export const runningPeriod: PeriodOf = (bond, settle) => {
  const left = halfYearsLeft(bond.maturity, settle)
  return {
    start: quasiDate(bond.maturity, left),
    end: quasiDate(bond.maturity, left - 1),
    halfYearsLeft: left,
    pending: pendingFirstCoupon(bond, settle),
  }
}

/** `runningPeriod` for who asks for the same bonds day after day: each is found anew only when it is over. */
export function runningPeriods(): PeriodOf {
  const known = new WeakMap<Bond, RunningPeriod>()
  return (bond, settle) => {
    const before = known.get(bond)
    if (before && before.start <= settle && settle < before.end) return before
    const period = runningPeriod(bond, settle)
    known.set(bond, period)
    return period
  }
}

/** When a bond pays, and how much: its coupons and cash flows. */

import type { Bond } from '../../model/bond.ts'
import type { Day } from '../../model/time.ts'
import { firstCoupon } from './first-coupon.ts'
import { halfCoupon } from './interest.ts'
import { halfYearsLeft, quasiDate } from './quasi-dates.ts'

/** A payment on its day, which is not moved for weekends and holidays; `amount` per 100 face. */
export interface BondFlow {
  readonly day: Day
  readonly amount: number
}

/**
 * The payments after a settlement in order of their days, the redemption of 100 with the last coupon; a bond without
 * coupons pays once. Throws a DataError from maturity on.
 */
export function cashFlows(bond: Bond, settle: Day): readonly BondFlow[] {
  halfYearsLeft(bond.maturity, settle)
  const coupons = couponsBetween(bond, settle, bond.maturity)
  const last = { day: bond.maturity, amount: 100 + (coupons.at(-1)?.amount ?? 0) }
  return [...coupons.slice(0, -1), last]
}

/** Coupons with after < day <= until in order of their days, the redemption left out; none of a bond that pays none. */
export function couponsBetween(bond: Bond, after: Day, until: Day): readonly BondFlow[] {
  const coupon = halfCoupon(bond)
  if (coupon === 0 || after >= bond.maturity) return []
  const next = halfYearsLeft(bond.maturity, after, 'after') - 1
  // Most stretches are short and hold none: a first coupon is not before the next regular one.
  if (quasiDate(bond.maturity, next) > until) return []
  const first = firstCoupon(bond)
  const flows: BondFlow[] = []
  let left = Math.min(next, first?.halfYearsLeft ?? Infinity)
  for (; left >= 0; left--) {
    const day = quasiDate(bond.maturity, left)
    if (day > until) break
    flows.push({ day, amount: first?.halfYearsLeft === left ? first.amount : coupon })
  }
  return flows
}

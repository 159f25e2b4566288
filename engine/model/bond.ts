/** A coupon bond: the terms from which its schedule, its interest and its price follow. */

import type { Day } from './time.ts'

/** Terms of a bond that pays half of its coupon every six months, as US Treasury notes and bonds do. */
export interface Bond {
  /** Percent of face a year; 0 for a bond that pays at maturity only. */
  readonly couponPercent: number
  readonly maturity: Day
  /** Interest runs from this day (the dated date); null = every period is regular. */
  readonly issued: Day | null
  /** First coupon, where the period before it is shorter or longer than the regular one; null = regular, or none told. */
  readonly firstCoupon: Day | null
}

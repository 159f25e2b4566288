/** A bond with one level coupon a year: its price, its payments' present values, its duration. */

import { DataError } from '../../model/errors.ts'
import { growthFactor } from './compounding.ts'

/** Money a year, money at the end, and the yearly rate (per 1.00) at which both are discounted. */
export interface FixedCoupon {
  readonly coupon: number
  readonly redemption: number
  readonly rate: number
  readonly years: number
}

/**
 * Price by the annuity formula: coupon (1 - v^years) / rate + redemption v^years with v = 1 / (1 + rate). Also for
 * years that are not whole, where the formula stands for a last coupon in proportion. Throws a DataError for a rate of
 * -1 or less.
 */
export function fixedCouponPrice({ coupon, redemption, rate, years }: FixedCoupon): number {
  const discount = 1 / growthFactor(rate, years)
  const annuity = rate === 0 ? years : (1 - discount) / rate
  return coupon * annuity + redemption * discount
}

/** Present value of each year's payment, the redemption with the last. Throws a DataError unless years are whole and at least 1. */
export function presentValues({ coupon, redemption, rate, years }: FixedCoupon): number[] {
  if (!(Number.isSafeInteger(years) && years >= 1))
    throw new DataError('payments are counted in whole years, at least 1', { field: 'years', value: years })
  return Array.from({ length: years }, (_, i) => {
    const payment = i + 1 === years ? coupon + redemption : coupon
    return payment / growthFactor(rate, i + 1)
  })
}

/**
 * Years until the average unit of present value is paid, of payments a year apart. Null when they are worth nothing.
 * Source: F. R. Macaulay, Some theoretical problems suggested by the movements of interest rates, NBER (1938).
 */
export function macaulayDuration(values: readonly number[]): number | null {
  const price = values.reduce((sum, value) => sum + value, 0)
  const weighted = values.reduce((sum, value, i) => sum + (i + 1) * value, 0)
  return price === 0 ? null : weighted / price
}

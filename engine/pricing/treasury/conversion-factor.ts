/** The factor by which a Treasury future's price becomes the price of the bond that is delivered. */

import type { Bond } from '../../model/bond.ts'
import { DataError } from '../../model/errors.ts'
import type { BondDelivery } from '../../model/instrument.ts'
import { civilOf, formatDay, type Month, parseMonth } from '../../model/time.ts'
import { growthFactor } from '../bonds/compounding.ts'

/** A conversion factor and the steps of its formula. */
export interface ConversionFactor {
  /** Rounded to 4 decimals, as the exchange publishes it. */
  readonly factor: number
  readonly unrounded: number
  /** n: whole years from the first day of the delivery month to maturity. */
  readonly wholeYears: number
  /** z: months beyond them; whole quarters by the long rule. */
  readonly monthsBeyond: number
  /** v: months to the first coupon of the formula. */
  readonly monthsToCoupon: number
}

/** Half of the yearly yield of 6 % at which the notional bond is worth its face; contracts before March 2000 had 8 %. */
const HALF_YIELD = 0.03

/**
 * The conversion factor of a bond for a contract month: its price per 1.00 of face at a yield of 6 % on the first day of
 * that month, the remaining term rounded down to whole quarters (`long`) or whole months (`short`). For a callable
 * bond, state the first call as its maturity. Throws a DataError for a bond that matures before the month.
 * Source: CME Group, Calculating US Treasury futures conversion factors; for contracts since March 2000.
 *
 * @example conversionFactor({ couponPercent: 2.375, maturity: parseDay('2024-08-15') }, '2017-12', 'long').factor // 0.8072
 */
export function conversionFactor(
  { couponPercent, maturity }: Pick<Bond, 'couponPercent' | 'maturity'>,
  deliveryMonth: Month,
  rule: BondDelivery['rule'],
): ConversionFactor {
  const months = monthsFrom(deliveryMonth, maturity)
  const wholeYears = Math.floor(months / 12)
  const wholeMonths = months - 12 * wholeYears
  const monthsBeyond = rule === 'long' ? wholeMonths - (wholeMonths % 3) : wholeMonths
  const secondHalf = monthsBeyond >= 7
  const monthsToCoupon = secondHalf ? (rule === 'long' ? 3 : monthsBeyond - 6) : monthsBeyond

  const coupon = couponPercent / 200
  const toCoupon = growthFactor(HALF_YIELD, -monthsToCoupon / 6)
  const redemption = growthFactor(HALF_YIELD, -(2 * wholeYears + (secondHalf ? 1 : 0)))
  const annuity = (coupon / HALF_YIELD) * (1 - redemption)
  const accrued = (coupon * (6 - monthsToCoupon)) / 6
  const unrounded = toCoupon * (coupon + redemption + annuity) - accrued
  return { factor: toFourDecimals(unrounded), unrounded, wholeYears, monthsBeyond, monthsToCoupon }
}

/** Whole months from the first day of a month: no maturity lies before the first of its own month. */
function monthsFrom(deliveryMonth: Month, maturity: number): number {
  const from = parseMonth(deliveryMonth)
  const to = civilOf(maturity)
  const months = 12 * (to.year - from.year) + to.month - from.month
  if (months < 0)
    throw new DataError(`this bond matures before its delivery in ${deliveryMonth}; name an earlier month`, {
      field: 'maturity',
      value: formatDay(maturity),
    })
  return months
}

/** Half up; float dust may hide an exact half, so a half counts from a millionth of the last decimal below it. */
const toFourDecimals = (value: number): number => Math.floor(value * 10_000 + 0.5 + 1e-6) / 10_000

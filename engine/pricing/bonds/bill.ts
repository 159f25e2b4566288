/** Treasury bills: the price at a discount rate, and the yield that compares with a coupon bond's. */

import { DataError } from '../../model/errors.ts'
import { civilOf, type Day, dayOf, formatDay } from '../../model/time.ts'

/**
 * Price per 100 face of a bill settled on one day and paid on another; `discountRate` per 1.00 of face a year of 360
 * days. Throws a DataError unless maturity comes after the settlement. Source: 31 CFR 356, appendix B, section VI.
 *
 * @example billPrice(parseDay('1990-06-07'), parseDay('1991-06-06'), 0.0765) // 92.265
 */
export function billPrice(settle: Day, maturity: Day, discountRate: number): number {
  return 100 * (1 - (discountRate * daysLeft(settle, maturity)) / 360)
}

/**
 * The investment rate (coupon-equivalent yield) per 1.00 a year of a bill at a price per 100 face: simple interest up
 * to half a year, above it the rate of a bond that pays half of it after half a year. A year has the days from the
 * settlement to the same date a year later. Null for a price of 0 or less.
 *
 * Throws a DataError unless maturity comes after the settlement. Source: 31 CFR 356, appendix B, section VI.
 */
export function billYield(settle: Day, maturity: Day, price: number): number | null {
  const years = daysLeft(settle, maturity) / daysInYearAfter(settle)
  if (!(price > 0 && price < Infinity)) return null
  // The law's a, b, c; its solution is written with a sum below the line, which loses no digit as a goes to 0.
  const a = Math.max(years / 2 - 0.25, 0)
  const b = years
  const c = (price - 100) / price
  return (-2 * c) / (b + Math.sqrt(b * b - 4 * a * c))
}

function daysLeft(settle: Day, maturity: Day): number {
  if (!(maturity > settle))
    throw new DataError('the bill has matured; settle before its maturity', {
      field: 'settle',
      value: formatDay(settle),
    })
  return maturity - settle
}

/** Days of the year that a bill's yield counts by: 366 if a 29 February is among those up to the same date next year, else 365. */
export function daysInYearAfter(day: Day): number {
  const { year, month, day: date } = civilOf(day)
  return Math.min(dayOf(year + 1, month, date), dayOf(year + 1, month + 1, 0)) - day
}

/** The yield at which a bond has a given price. */

import type { Bond } from '../../model/bond.ts'
import type { Day } from '../../model/time.ts'
import { accruedInterest } from './accrued.ts'
import { valueAtPeriodEnd } from './discounting.ts'
import { fallingRoot } from './falling-root.ts'
import { isLastPeriod, remainingPayments } from './remaining-payments.ts'

/**
 * The yield per 1.00 a year at which `streetPrice` is a clean price per 100 face; may be negative. Null for a price
 * that has none: one of 0 or less. Throws a DataError before the issue and from maturity on.
 *
 * Solved for the logarithm of the price in x = ln(1 + yield / 2), which is convex and nearly straight, so that Newton's
 * method needs no luck.
 */
export function streetYield(bond: Bond, settle: Day, cleanPrice: number): number | null {
  const payments = remainingPayments(bond, settle)
  const price = cleanPrice + accruedInterest(bond, settle)
  if (!(cleanPrice > 0 && price < Infinity)) return null
  const { stub, first, coupon } = payments
  if (isLastPeriod(payments)) return (2 * (100 + first - price)) / (price * stub)
  const target = Math.log(price)
  const x = fallingRoot(
    at => {
      const { value, halfYears } = valueAtPeriodEnd(payments, Math.exp(-at))
      return { value: Math.log(value) - stub * at - target, slope: -stub - halfYears / value }
    },
    Math.log(1 + coupon / 100),
  )
  const yieldFraction = 2 * (Math.exp(x) - 1)
  return Number.isFinite(yieldFraction) ? yieldFraction : null
}

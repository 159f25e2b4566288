/** The yield at which a bond has a given price. */

import type { Bond } from '../../model/bond.ts'
import type { Day } from '../../model/time.ts'
import { accruedInterest } from './accrued.ts'
import { valueAtPeriodEnd } from './discounting.ts'
import { fallingRoot } from './falling-root.ts'
import { isLastPeriod, remainingPayments } from './remaining-payments.ts'

/** Logarithm of the running period's discount factor and its slope, both in x = ln(1 + yield / 2). */
type StubDiscount = (stub: number, x: number) => { readonly log: number; readonly slope: number }

const compound: StubDiscount = (stub, x) => ({ log: -stub * x, slope: -stub })

const simple: StubDiscount = (stub, x) => {
  const grown = stub * Math.exp(x)
  return { log: -Math.log(1 - stub + grown), slope: -grown / (1 - stub + grown) }
}

/**
 * The yield per 1.00 a year at which `streetPrice` is a clean price per 100 face; may be negative. Null for a price
 * that has none: one of 0 or less. Throws a DataError before the issue and from maturity on.
 */
export const streetYield = (bond: Bond, settle: Day, cleanPrice: number): number | null =>
  yieldBy(compound, bond, settle, cleanPrice)

/** As `streetYield`, for `treasuryPrice`. */
export const treasuryYield = (bond: Bond, settle: Day, cleanPrice: number): number | null =>
  yieldBy(simple, bond, settle, cleanPrice)

/**
 * Solved for the logarithm of the price in x: for compound interest that is convex and nearly straight, so that
 * Newton's method needs no luck, and for simple interest not far from it.
 */
function yieldBy(stubDiscount: StubDiscount, bond: Bond, settle: Day, cleanPrice: number): number | null {
  const payments = remainingPayments(bond, settle)
  const price = cleanPrice + accruedInterest(bond, settle)
  if (!(cleanPrice > 0 && price < Infinity)) return null
  const { stub, first, coupon } = payments
  if (isLastPeriod(payments)) return (2 * (100 + first - price)) / (price * stub)
  const target = Math.log(price)
  const x = fallingRoot(
    at => {
      const { value, halfYears } = valueAtPeriodEnd(payments, Math.exp(-at))
      const { log, slope } = stubDiscount(stub, at)
      return { value: Math.log(value) + log - target, slope: slope - halfYears / value }
    },
    Math.log(1 + coupon / 100),
  )
  const yieldFraction = 2 * (Math.exp(x) - 1)
  return Number.isFinite(yieldFraction) ? yieldFraction : null
}

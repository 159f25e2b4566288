/** Price of a bond at a yield by the market's own convention: compound interest from the settlement on. */

import type { Bond } from '../../model/bond.ts'
import type { Day } from '../../model/time.ts'
import { accruedInterest } from './accrued.ts'
import { growth, valueAtPeriodEnd } from './discounting.ts'
import { isLastPeriod, type RemainingPayments, remainingPayments } from './remaining-payments.ts'

/**
 * Clean price per 100 face; `yieldFraction` per 1.00 a year, compounded twice a year. With v = 1 / (1 + y/2) a payment
 * t half-years away counts v^t, where the running period's rest is days over days; one payment within half a year
 * counts 1 / (1 + t y/2). Throws a DataError before the issue, from maturity on, and for a yield that loses everything.
 *
 * Source: J. Mayle, Standard Securities Calculation Methods, volume 1, Securities Industry Association (1993).
 */
export function streetPrice(bond: Bond, settle: Day, yieldFraction: number): number {
  return streetValue(remainingPayments(bond, settle), yieldFraction) - accruedInterest(bond, settle)
}

/** The same with compound interest in the last period too. */
export function streetPriceCompound(bond: Bond, settle: Day, yieldFraction: number): number {
  return compoundValue(remainingPayments(bond, settle), yieldFraction) - accruedInterest(bond, settle)
}

/** Price with accrued interest of what is left to be paid. */
export function streetValue(payments: RemainingPayments, yieldFraction: number): number {
  return isLastPeriod(payments)
    ? lastPeriodValue(payments, yieldFraction)
    : compoundValue(payments, yieldFraction)
}

/** Price with accrued interest of a single payment within half a year, at simple interest. */
export function lastPeriodValue({ stub, first }: RemainingPayments, yieldFraction: number): number {
  return (100 + first) / growth(stub, yieldFraction)
}

function compoundValue(payments: RemainingPayments, yieldFraction: number): number {
  const grown = growth(1, yieldFraction)
  return valueAtPeriodEnd(payments, 1 / grown).value * Math.exp(-payments.stub * Math.log(grown))
}

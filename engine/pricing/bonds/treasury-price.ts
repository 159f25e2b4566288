/** Price of a bond at a yield as the US Treasury computes it for its auctions. */

import type { Bond } from '../../model/bond.ts'
import type { Day } from '../../model/time.ts'
import { accruedInterest } from './accrued.ts'
import { growth, valueAtPeriodEnd } from './discounting.ts'
import { isLastPeriod, remainingPayments } from './remaining-payments.ts'
import { lastPeriodValue } from './street-price.ts'

/**
 * Clean price per 100 face; `yieldFraction` per 1.00 a year, compounded twice a year. The rest of the running period is
 * discounted at simple interest, whole half-years at compound: never above the street price of the same yield.
 * Throws a DataError before the issue, from maturity on, and for a yield that loses everything.
 *
 * Source: 31 CFR 356, appendix B, section II, without its rounding to six decimals.
 */
export function treasuryPrice(bond: Bond, settle: Day, yieldFraction: number): number {
  const payments = remainingPayments(bond, settle)
  const value = isLastPeriod(payments)
    ? lastPeriodValue(payments, yieldFraction)
    : valueAtPeriodEnd(payments, 1 / growth(1, yieldFraction)).value / growth(payments.stub, yieldFraction)
  return value - accruedInterest(bond, settle)
}

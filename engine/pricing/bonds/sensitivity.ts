/** How the price of a bond answers to its yield. */

import type { Bond } from '../../model/bond.ts'
import type { Day } from '../../model/time.ts'
import { accrualStart } from './accrued.ts'
import { growth, valueAtPeriodEnd } from './discounting.ts'
import { isLastPeriod, type RemainingPayments, remainingPayments } from './remaining-payments.ts'
import { runningPeriod } from './running-period.ts'
import { lastPeriodValue, streetValue } from './street-price.ts'

export interface BondSensitivity {
  /** Years until the average unit of present value is paid. */
  readonly macaulayYears: number
  /** Relative fall of the price with accrued interest for a yield higher by 1.00, to first order. */
  readonly modifiedYears: number
  /** Second derivative of the price with accrued interest by the yield over that price, in years squared. */
  readonly convexity: number
  /** Fall of the price per 100 face for a yield higher by 0.0001. */
  readonly dv01: number
}

/**
 * Derivatives of `streetPrice` at a yield per 1.00 a year, exact, not by bumping. In the last period they are those of
 * simple interest. Throws a DataError before the issue, from maturity on, and for a yield that loses everything.
 */
export function bondSensitivity(bond: Bond, settle: Day, yieldFraction: number): BondSensitivity {
  const period = runningPeriod(bond, settle)
  accrualStart(bond, settle, period)
  const payments = remainingPayments(bond, settle, period)
  return isLastPeriod(payments) ? ofLastPeriod(payments, yieldFraction) : ofPayments(payments, yieldFraction)
}

function ofPayments(payments: RemainingPayments, yieldFraction: number): BondSensitivity {
  const { stub } = payments
  const v = 1 / growth(1, yieldFraction)
  const { value, halfYears, halfYearsSquared } = valueAtPeriodEnd(payments, v)
  const mean = stub + halfYears / value
  const meanSquare = stub * stub + (2 * stub * halfYears + halfYearsSquared) / value
  const modifiedYears = 0.5 * mean * v
  return {
    macaulayYears: 0.5 * mean,
    modifiedYears,
    convexity: 0.25 * (meanSquare + mean) * v * v,
    dv01: modifiedYears * streetValue(payments, yieldFraction) * 1e-4,
  }
}

function ofLastPeriod(payments: RemainingPayments, yieldFraction: number): BondSensitivity {
  const macaulayYears = 0.5 * payments.stub
  const modifiedYears = macaulayYears / growth(payments.stub, yieldFraction)
  return {
    macaulayYears,
    modifiedYears,
    convexity: 2 * modifiedYears * modifiedYears,
    dv01: modifiedYears * lastPeriodValue(payments, yieldFraction) * 1e-4,
  }
}

/** The bonds that a contract takes, with everything about their delivery that does not change from day to day. */

import type { BondIssue } from '../../model/instrument.ts'
import type { Day, Month } from '../../model/time.ts'
import { accruedInterest } from '../bonds/accrued.ts'
import { type BondFlow, couponsBetween } from '../bonds/schedule.ts'
import type { ForwardTerms } from './basis.ts'
import { deliverableBasket } from './basket.ts'
import { conversionFactor } from './conversion-factor.ts'
import type { DeliverableFuture } from './deliverable-future.ts'

export interface BasketBond {
  readonly issue: BondIssue
  readonly factor: number
  /** On the delivery day, per 100 of face. */
  readonly accruedDelivery: number
  /** From the issue up to the delivery day, in order of their days. */
  readonly coupons: readonly BondFlow[]
}

/** A basket that is delivered on one day. */
export interface ContractBasket {
  readonly delivery: Day
  readonly bonds: readonly BasketBond[]
}

/**
 * The basket of a contract among some issues, in their order. It holds what is issued up to the delivery: who looks at it
 * earlier leaves out what is not issued yet. Throws a DataError as `deliverableBasket` and `accruedInterest` do.
 */
export const contractBasket = (
  issues: readonly BondIssue[],
  product: DeliverableFuture,
  month: Month,
  delivery: Day,
): ContractBasket => ({
  delivery,
  bonds: deliverableBasket(issues, product, month, delivery).map(issue => ({
    issue,
    factor: conversionFactor(issue, month, product.delivery.rule).factor,
    accruedDelivery: accruedInterest(issue, delivery),
    coupons: couponsBetween(issue, issue.issued, delivery),
  })),
})

/**
 * The terms of a bond of a basket that is paid for on `settle`, its coupons reinvested at the repo rate. Prices and
 * interest per 100 of face, the rate a plain fraction a year.
 */
export const forwardTermsOf = (
  { accruedDelivery, coupons }: BasketBond,
  delivery: Day,
  settle: Day,
  cleanPrice: number,
  accruedSettle: number,
  repoFraction: number,
): ForwardTerms => ({
  cleanPrice,
  accruedSettle,
  repoFraction,
  accruedDelivery,
  coupons: couponsAfter(coupons, settle, delivery),
  days: delivery - settle,
})

const NONE: ForwardTerms['coupons'] = []

/** Most bonds pay none in the months before a delivery. */
function couponsAfter(coupons: readonly BondFlow[], settle: Day, delivery: Day): ForwardTerms['coupons'] {
  const last = coupons.at(-1)
  if (!last || last.day <= settle) return NONE
  return coupons
    .filter(({ day }) => day > settle)
    .map(({ day, amount }) => ({ amount, daysToDelivery: delivery - day }))
}

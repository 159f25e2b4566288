/** The bonds that a contract takes, with everything about their delivery that does not change from day to day. */

import type { BondIssue } from '../../engine/model/instrument.ts'
import { accruedInterest } from '../../engine/pricing/bonds/accrued.ts'
import { type BondFlow, couponsBetween } from '../../engine/pricing/bonds/schedule.ts'
import { deliverableBasket } from '../../engine/pricing/treasury/basket.ts'
import { conversionFactor } from '../../engine/pricing/treasury/conversion-factor.ts'
import type { ListedContract } from './contract-listing.ts'

export interface BasketBond {
  readonly issue: BondIssue
  readonly factor: number
  /** On the last delivery day, per 100 of face. */
  readonly accruedDelivery: number
  /** While the contract is listed and up to its last delivery day. */
  readonly coupons: readonly BondFlow[]
}

/** No contract is listed for longer before its delivery. */
const LISTED_DAYS = 420

/**
 * The baskets of contracts among some issues, each worked out once. A basket holds what is issued up to the contract's
 * last delivery day: who prices it earlier leaves out what is not issued yet. Delivery is on the last day.
 */
export function contractBaskets(
  issues: readonly BondIssue[],
): (contract: ListedContract) => readonly BasketBond[] {
  const known = new Map<string, readonly BasketBond[]>()
  return contract => {
    const basket = known.get(contract.future.id) ?? basketOf(issues, contract)
    known.set(contract.future.id, basket)
    return basket
  }
}

function basketOf(issues: readonly BondIssue[], { future, product, dates }: ListedContract): BasketBond[] {
  const { lastDeliveryDay } = dates
  const rule = product.delivery?.rule
  if (rule === undefined) return []
  return deliverableBasket(issues, product, future.month, lastDeliveryDay).map(issue => ({
    issue,
    factor: conversionFactor(issue, future.month, rule).factor,
    accruedDelivery: accruedInterest(issue, lastDeliveryDay),
    coupons: couponsBetween(issue, lastDeliveryDay - LISTED_DAYS, lastDeliveryDay),
  }))
}

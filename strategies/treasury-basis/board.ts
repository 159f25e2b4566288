/** The basis of every bond that a contract takes, at one instant. */

import type { BondIssue } from '../../engine/model/instrument.ts'
import { standingPrice } from '../../engine/model/slice.ts'
import type { Wake } from '../../engine/model/strategy.ts'
import type { Day } from '../../engine/model/time.ts'
import { deliverableBasket } from '../../engine/pricing/treasury/basket.ts'
import { type BasisRow, basketBasis } from '../../engine/pricing/treasury/basket-basis.ts'
import type { DeliverableFuture } from '../../engine/pricing/treasury/deliverable-future.ts'
import type { Contract } from './contracts.ts'

export interface BasisBoard {
  readonly contract: Contract
  readonly futuresPrice: number
  /** Day of payment of a bond bought now. */
  readonly settle: Day
  /** From the cheapest to deliver to the dearest; only issues with a price of this instant. */
  readonly rows: readonly BasisRow[]
}

export interface BoardTerms {
  readonly product: DeliverableFuture
  readonly issues: readonly BondIssue[]
  readonly contract: Contract
  readonly day: Day
  readonly settle: Day
  /** Percent a year. */
  readonly repoPercent: number
}

/** Null while the future has no price of this instant. Delivery is taken to be on the last day that the contract allows. */
export function basisBoard(wake: Wake, terms: BoardTerms): BasisBoard | null {
  const { product, contract, settle } = terms
  const { month } = contract.future
  const futuresPrice = priceNow(wake, contract.future.id)
  const delivery = contract.dates.lastDeliveryDay
  if (futuresPrice === null || settle >= delivery) return null
  const rows = basketBasis({
    issues: deliverableBasket(terms.issues, product, month, terms.day),
    priceOf: id => priceNow(wake, id),
    month,
    rule: product.delivery.rule,
    settle,
    delivery,
    futuresPrice,
    repoFraction: terms.repoPercent / 100,
  })
  return { contract, futuresPrice, settle, rows }
}

/** Settlement, else close, of a bar of this very instant; null without one. */
export function priceNow(wake: Wake, instrument: string): number | null {
  const bar = wake.bar(instrument)
  return bar?.time === wake.time ? standingPrice(bar.settlement, Number.NaN, Number.NaN, bar.close) : null
}

/** The basis of every bond that a contract takes, at one instant. */

import type { BondIssue, FutureProduct } from '../../engine/model/instrument.ts'
import type { BarView } from '../../engine/model/slice.ts'
import type { Wake } from '../../engine/model/strategy.ts'
import type { Day } from '../../engine/model/time.ts'
import { type Basis, basisOf } from '../../engine/pricing/treasury/basis.ts'
import { deliverableBasket } from '../../engine/pricing/treasury/basket.ts'
import { rankDeliverables } from '../../engine/pricing/treasury/cheapest.ts'
import { conversionFactor } from '../../engine/pricing/treasury/conversion-factor.ts'
import type { Contract } from './contracts.ts'

export interface BoardRow {
  readonly issue: BondIssue
  readonly cleanPrice: number
  readonly factor: number
  readonly basis: Basis
}

export interface BasisBoard {
  readonly contract: Contract
  readonly futuresPrice: number
  /** Day of payment of a bond bought now. */
  readonly settle: Day
  /** From the cheapest to deliver to the dearest; only issues with a price of this instant. */
  readonly rows: readonly BoardRow[]
}

export interface BoardTerms {
  readonly product: FutureProduct
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
  const futuresPrice = priceNow(wake, contract.future.id)
  const delivery = contract.dates.lastDeliveryDay
  if (futuresPrice === null || settle >= delivery || !product.delivery) return null
  const { rule } = product.delivery
  const rows = new Map<string, BoardRow>()
  for (const issue of deliverableBasket(terms.issues, product, contract.future.month, terms.day)) {
    const cleanPrice = priceNow(wake, issue.id)
    if (cleanPrice === null) continue
    const { factor } = conversionFactor(issue, contract.future.month, rule)
    const repo = terms.repoPercent / 100
    const basis = basisOf(issue, settle, delivery, cleanPrice, futuresPrice, factor, repo)
    rows.set(issue.id, { issue, cleanPrice, factor, basis })
  }
  const ranked = rankDeliverables([...rows.values()].map(({ issue, basis }) => ({ id: issue.id, basis })))
  return {
    contract,
    futuresPrice,
    settle,
    rows: ranked.map(({ id }) => rows.get(id)).filter(row => row !== undefined),
  }
}

/** Settlement, else close, of a bar of this very instant; null without one. */
export function priceNow(wake: Wake, instrument: string): number | null {
  const bar = wake.bar(instrument)
  return bar?.time === wake.time ? priceOf(bar) : null
}

const priceOf = (bar: BarView): number | null => {
  const price = Number.isFinite(bar.settlement) ? bar.settlement : bar.close
  return Number.isFinite(price) ? price : null
}

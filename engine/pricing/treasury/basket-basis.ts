/** The basis of every bond of a basket against one future, the cheapest to deliver first. */

import type { BondIssue } from '../../model/instrument.ts'
import type { Day } from '../../model/time.ts'
import { accruedInterest } from '../bonds/accrued.ts'
import { type PeriodOf, runningPeriod } from '../bonds/running-period.ts'
import { type Basis, basisAgainst } from './basis.ts'
import { byCheapness } from './cheapest.ts'
import { type ContractBasket, forwardTermsOf } from './contract-basket.ts'

export interface BasisRow {
  readonly issue: BondIssue
  readonly cleanPrice: number
  /** On the day of payment, per 100 of face. */
  readonly accruedSettle: number
  readonly factor: number
  readonly basis: Basis
}

export interface BasketTerms {
  readonly basket: ContractBasket
  /** Bonds issued later are left out. */
  readonly asOf: Day
  /** Clean price of an issue per 100 of face; null = none, and the issue is left out. */
  readonly priceOf: (id: string) => number | null
  readonly settle: Day
  readonly futuresPrice: number
  /** A plain fraction a year. */
  readonly repoFraction: number
  /** Absent = `runningPeriod`. */
  readonly periodOf?: PeriodOf
}

/** One row an issue that has a price, in the order of `rankDeliverables`. Throws as `basis` and `accruedInterest` do. */
export function basketBasis(terms: BasketTerms): BasisRow[] {
  const { basket, asOf, priceOf, settle, futuresPrice, repoFraction, periodOf = runningPeriod } = terms
  const rows: BasisRow[] = []
  for (const bond of basket.bonds) {
    const { issue, factor } = bond
    const cleanPrice = issue.issued <= asOf ? priceOf(issue.id) : null
    if (cleanPrice === null) continue
    const accruedSettle = accruedInterest(issue, settle, periodOf(issue, settle))
    const forward = forwardTermsOf(bond, basket.delivery, settle, cleanPrice, accruedSettle, repoFraction)
    rows.push({
      issue,
      cleanPrice,
      accruedSettle,
      factor,
      basis: basisAgainst(forward, futuresPrice, factor),
    })
  }
  return rows.sort((one, other) => byCheapness(one.basis, one.issue.id, other.basis, other.issue.id))
}

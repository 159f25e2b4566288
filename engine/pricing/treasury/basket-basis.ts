/** The basis of every bond of a basket against one future, the cheapest to deliver first. */

import type { BondDelivery, BondIssue } from '../../model/instrument.ts'
import type { Day, Month } from '../../model/time.ts'
import { type Basis, basisOf } from './basis.ts'
import { rankDeliverables } from './cheapest.ts'
import { conversionFactor } from './conversion-factor.ts'

export interface BasisRow {
  readonly issue: BondIssue
  readonly cleanPrice: number
  readonly factor: number
  readonly basis: Basis
}

export interface BasketTerms {
  /** The basket. */
  readonly issues: readonly BondIssue[]
  /** Clean price of an issue per 100 of face; null = none, and the issue is left out. */
  readonly priceOf: (id: string) => number | null
  readonly month: Month
  readonly rule: BondDelivery['rule']
  readonly settle: Day
  readonly delivery: Day
  readonly futuresPrice: number
  /** A plain fraction a year. */
  readonly repoFraction: number
}

/** One row an issue that has a price, in the order of `rankDeliverables`. Throws as `basisOf` does. */
export function basketBasis(terms: BasketTerms): BasisRow[] {
  const { settle, delivery, futuresPrice, repoFraction } = terms
  const rows = new Map<string, BasisRow>()
  for (const issue of terms.issues) {
    const cleanPrice = terms.priceOf(issue.id)
    if (cleanPrice === null) continue
    const { factor } = conversionFactor(issue, terms.month, terms.rule)
    const basis = basisOf(issue, settle, delivery, cleanPrice, futuresPrice, factor, repoFraction)
    rows.set(issue.id, { issue, cleanPrice, factor, basis })
  }
  const ranked = rankDeliverables([...rows].map(([id, { basis }]) => ({ id, basis })))
  return ranked.map(({ id }) => rows.get(id)).filter(row => row !== undefined)
}

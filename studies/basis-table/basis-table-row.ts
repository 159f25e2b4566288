/** One bond of a basis table. */

import type { BondIssue } from '../../engine/index.ts'
import type { Basis } from '../../engine/pricing/treasury/basis.ts'

export interface BasisTableRow {
  /** 1 = cheapest to deliver. */
  readonly rank: number
  readonly issue: BondIssue
  readonly cleanPrice: number
  readonly factor: number
  readonly basis: Basis
}

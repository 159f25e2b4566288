/** Contracts that hedge bonds worth a number of contracts. */

import type { Day } from '../../engine/model/time.ts'
import { streetYield } from '../../engine/pricing/bonds/bond-yield.ts'
import { bondSensitivity } from '../../engine/pricing/bonds/sensitivity.ts'
import type { BasisRow } from '../../engine/pricing/treasury/basket-basis.ts'
import { contractsByDv01, contractsByFactor, futuresDv01 } from '../../engine/pricing/treasury/hedge.ts'
import type { BasisBoard } from './board.ts'
import type { TreasuryBasisParams } from './params.ts'

/**
 * Whole contracts to be short against `lots` x the face of one contract. By sensitivity, the cheapest bond of the board
 * stands for the future, at its forward price on the delivery day.
 */
export function contractsFor(
  lots: number,
  row: BasisRow,
  board: BasisBoard,
  params: Pick<TreasuryBasisParams, 'hedge'>,
): number {
  const cheapest = board.rows[0]
  if (params.hedge === 'factor' || !cheapest) return Math.round(contractsByFactor(lots, 1, row.factor))
  const own = dv01Of(row.issue, board.settle, row.cleanPrice)
  const forward = dv01Of(cheapest.issue, board.delivery, cheapest.basis.forwardClean)
  if (own === null || forward === null) return Math.round(contractsByFactor(lots, 1, row.factor))
  return Math.round(contractsByDv01(lots, own, 1, futuresDv01(forward, cheapest.factor)))
}

function dv01Of(issue: BasisRow['issue'], settle: Day, cleanPrice: number): number | null {
  const found = streetYield(issue, settle, cleanPrice)
  return found === null ? null : bondSensitivity(issue, settle, found).dv01
}

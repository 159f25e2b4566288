/** What the report draws of a basis trade. */

import { toAmount } from '../../engine/model/money.ts'
import type { ObserveIntent } from '../../engine/model/order.ts'
import type { FundingView, Wake } from '../../engine/model/strategy.ts'
import type { BasisBoard } from './board.ts'
import type { Held } from './held.ts'

/** The cheapest bond of the contract, its basis, and how levered the trade and the fund are; `required` in currency. */
export function observeBasis(
  wake: Wake,
  board: BasisBoard,
  funding: FundingView,
  held: Held | null,
  required: number,
): ObserveIntent {
  const [cheapest] = board.rows
  const own = held ? board.rows.find(row => row.issue.id === held.bond.id) : undefined
  const { snapshot } = wake
  const equity = toAmount(snapshot.equity, snapshot.currency)
  const dirty = own ? own.cleanPrice + own.accruedSettle : 0
  const value = held ? held.units * dirty : 0
  return {
    kind: 'observe',
    name: 'basis',
    values: {
      group: held?.group.id ?? null,
      contract: board.future.id,
      futuresPrice: board.futuresPrice,
      cheapest: cheapest?.issue.id ?? null,
      cheapestNetBasis: cheapest?.basis.netBasis ?? null,
      impliedRepoPercent: percent(cheapest?.basis.impliedRepo ?? null),
      fundingPercent: funding.ratePercent,
      held: own?.issue.id ?? null,
      heldGrossBasis: own?.basis.grossBasis ?? null,
      heldNetBasis: own?.basis.netBasis ?? null,
      heldDislocation: own?.basis.dislocation ?? null,
      leverageFund: equity > 0 && held ? value / equity : null,
      distanceToCall: value > 0 ? (equity - required) / value : null,
    },
  }
}

const percent = (fraction: number | null): number | null => (fraction === null ? null : fraction * 100)

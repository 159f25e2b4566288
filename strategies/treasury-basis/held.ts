/** What a held trade is: its bond, its future, how many contracts' worth of each, and what the report draws of it. */

import type { BondInstrument, FutureInstrument } from '../../engine/model/instrument.ts'
import { toAmount } from '../../engine/model/money.ts'
import type { ObserveIntent } from '../../engine/model/order.ts'
import type { GroupView, LegView } from '../../engine/model/snapshot.ts'
import type { FundingView, Wake } from '../../engine/model/strategy.ts'
import type { BasisBoard } from './board.ts'

export interface Held {
  readonly group: GroupView
  readonly bond: BondInstrument
  readonly future: FutureInstrument
  /** Units of 100 face that are not on their way into a delivery. */
  readonly units: number
  /** Contracts short, a positive number. */
  readonly contracts: number
}

/** The bond and the future of a group; null for a group that has not both. */
export function heldOf(group: GroupView): Held | null {
  const bond = group.legs.map(bondLeg).find(leg => leg !== null)
  const future = group.legs.map(futureLeg).find(leg => leg !== null)
  if (!bond || !future) return null
  return {
    group,
    bond: bond.instrument,
    future: future.instrument,
    units: bond.units,
    contracts: -future.quantity,
  }
}

/** Bonds of a group that has no future left, and that no delivery will take: nothing hedges them. Null without any. */
export function orphanOf(group: GroupView): { readonly bond: BondInstrument; readonly units: number } | null {
  const bond = group.legs.map(bondLeg).find(leg => leg !== null && leg.units > 0)
  return bond && group.legs.every(leg => leg.instrument.kind === 'bond')
    ? { bond: bond.instrument, units: bond.units }
    : null
}

const bondLeg = ({ instrument, quantity, promised }: LegView) =>
  instrument.kind === 'bond' ? { instrument, units: quantity - promised } : null

const futureLeg = ({ instrument, quantity }: LegView) =>
  instrument.kind === 'future' ? { instrument, quantity } : null

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

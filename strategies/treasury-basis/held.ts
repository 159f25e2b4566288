/** What a held trade is: its bond, its future, and how many contracts' worth of each. */

import type { BondInstrument, FutureInstrument } from '../../engine/model/instrument.ts'
import type { GroupView, LegView } from '../../engine/model/snapshot.ts'

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

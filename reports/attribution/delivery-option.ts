/** The part of a basis that the right to choose the bond made. */

import type { ObservationRecord } from '../../engine/model/record.ts'
import { type BasisState, pointValue } from './basis-state.ts'
import { isHedged } from './held-through.ts'

/**
 * What the held bond's net basis gained on the cheapest's since the strategy last looked at the same contract, in minor
 * units; 0 where it did not tell. Remembers what it told.
 */
export function optionGain(state: BasisState, seen: ObservationRecord | null): number {
  if (!seen) return 0
  const { held, contract, heldNetBasis, cheapestNetBasis } = seen.values
  const bond = typeof held === 'string' ? state.bonds.get(held) : undefined
  if (!bond || typeof held !== 'string' || typeof contract !== 'string') return 0
  if (typeof heldNetBasis !== 'number' || typeof cheapestNetBasis !== 'number') return 0
  const before = bond.excess
  bond.excess = { contract, points: heldNetBasis - cheapestNetBasis }
  if (before?.contract !== contract || !isHedged(state, held, bond)) return 0
  return bond.quantity * (bond.excess.points - before.points) * pointValue(state)
}

/** What is given up by delivering a bond that is dearer than the cheapest: the invoice pays all of them alike. */
export function optionGivenUp(state: BasisState, id: string, units: number): number {
  return -units * (state.bonds.get(id)?.excess?.points ?? 0) * pointValue(state)
}

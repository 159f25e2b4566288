/** Which bond of a basket is the cheapest to deliver. */

import type { Basis } from './basis.ts'

/** A bond of a basket with its basis, all of them against one future, for one payment day and one delivery. */
export interface Candidate {
  readonly id: string
  readonly basis: Basis
}

/** A row of the ranking; `rank` 1 is the cheapest to deliver. */
export interface RankedCandidate extends Candidate {
  readonly rank: number
}

/**
 * The candidates from the cheapest to the dearest: by greatest implied repo rate, which does not depend on what each
 * bond is financed at. A rate that does not exist (payment on the delivery day) comes after one that does; equal rates
 * go by least net basis, and equals in that by id. The order of the list has no say.
 */
export function rankDeliverables(candidates: readonly Candidate[]): RankedCandidate[] {
  return [...candidates]
    .sort((one, other) => byCheapness(one.basis, one.id, other.basis, other.id))
    .map((candidate, i) => ({ ...candidate, rank: i + 1 }))
}

/** The first of `rankDeliverables`; null for an empty basket. */
export const cheapestToDeliver = (candidates: readonly Candidate[]): Candidate | null =>
  rankDeliverables(candidates)[0] ?? null

/** Below 0 when the first is cheaper to deliver than the second, by the order of `rankDeliverables`; 0 for equal ids. */
export function byCheapness(one: Basis, oneId: string, other: Basis, otherId: string): number {
  const rate = one.impliedRepo ?? -Infinity
  const otherRate = other.impliedRepo ?? -Infinity
  if (rate !== otherRate) return rate > otherRate ? -1 : 1
  const cost = one.netBasis - other.netBasis
  if (cost !== 0) return cost
  return oneId === otherId ? 0 : oneId < otherId ? -1 : 1
}

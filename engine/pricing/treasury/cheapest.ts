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
  return [...candidates].sort(byCheapness).map((candidate, i) => ({ ...candidate, rank: i + 1 }))
}

/** The first of `rankDeliverables`; null for an empty basket. */
export const cheapestToDeliver = (candidates: readonly Candidate[]): Candidate | null =>
  rankDeliverables(candidates)[0] ?? null

function byCheapness(one: Candidate, other: Candidate): number {
  const rate = one.basis.impliedRepo ?? -Infinity
  const otherRate = other.basis.impliedRepo ?? -Infinity
  if (rate !== otherRate) return rate > otherRate ? -1 : 1
  const cost = one.basis.netBasis - other.basis.netBasis
  if (cost !== 0) return cost
  return one.id === other.id ? 0 : one.id < other.id ? -1 : 1
}

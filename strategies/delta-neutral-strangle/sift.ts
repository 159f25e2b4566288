/** Which pair is written at once, or which side first: rules N1 to N5 at the entry. */

import type { Right } from '../../engine/model/instrument.ts'
import type { ChainView } from '../../engine/model/slice.ts'
import type { ExpiryView } from '../zones/expiry-view.ts'
import {
  type Candidate,
  isWithinZone,
  pairOf,
  type Rejected,
  type Side,
  sideOf,
  single,
  zoneLimit,
} from './candidates.ts'
import type { DeltaNeutralStrangleParams } from './params.ts'

/** The candidates of one decision, by whether a rule refuses them. */
export interface Sifted {
  readonly passed: readonly Candidate[]
  readonly rejected: readonly Rejected[]
}

/** Both sides of an expiry, each option by N1. */
export const sidesOf = (
  chain: ChainView,
  view: ExpiryView,
  params: DeltaNeutralStrangleParams,
): Record<Right, Side> => ({
  call: sideOf(chain, view, 'call', params),
  put: sideOf(chain, view, 'put', params),
})

/** N4: every pair of options that pass N1, by the first rule that refuses it: the zone, N2, the credit. */
export function siftPairs(
  sides: Readonly<Record<Right, Side>>,
  view: ExpiryView,
  params: DeltaNeutralStrangleParams,
): Sifted {
  const limits = { call: zoneLimit(view, 'call', params), put: zoneLimit(view, 'put', params) }
  const passed: Candidate[] = []
  const rejected: Rejected[] = [...sides.call.rejected, ...sides.put.rejected]
  for (const call of sides.call.passed) {
    for (const put of sides.put.passed) {
      const candidate = pairOf(call, put, params)
      const outside = !isWithinZone(call, limits.call) || !isWithinZone(put, limits.put)
      const refusal = outside
        ? beyondZone(candidate, limits)
        : refusalOf(candidate, params.netTol, params.minCreditPoints)
      if (refusal) rejected.push(refusal)
      else passed.push(candidate)
    }
  }
  return { passed, rejected }
}

/**
 * N5: single options of a side as the first leg, or as the one that completes what is held. The least credit is asked of
 * the lot, so a first leg is not held to it.
 */
export function siftSingles(
  side: Side,
  limit: number | 'none' | null,
  held: Held | null,
  params: DeltaNeutralStrangleParams,
): Sifted {
  const passed: Candidate[] = []
  const rejected: Rejected[] = [...side.rejected]
  for (const option of side.passed) {
    const candidate = single(option)
    const refusal = isWithinZone(option, limit)
      ? completes(candidate, held, params)
      : { candidate, rule: 'Z6', why: zoneText(limit) }
    if (refusal) rejected.push(refusal)
    else passed.push(candidate)
  }
  return { passed, rejected }
}

/** What a one-sided position holds, a lot: delta as the writer has it, and the credit that still counts to the least. */
export interface Held {
  readonly delta: number
  readonly credit: number
}

/** With a position held, its delta and the leg's must come close enough to cancel. */
function completes(
  candidate: Candidate,
  held: Held | null,
  params: DeltaNeutralStrangleParams,
): Rejected | null {
  if (held === null) return refusalOf(candidate, Number.POSITIVE_INFINITY, 0)
  const together = { ...candidate, netDelta: candidate.netDelta + held.delta }
  const refusal = refusalOf(together, params.netTolLegIn, params.minCreditPoints - held.credit)
  return refusal && { ...refusal, candidate }
}

/** Sums of decimals: a hair beyond a tolerance is within it. */
const HAIR = 1e-9

function refusalOf(candidate: Candidate, netTol: number, leastCredit: number): Rejected | null {
  const { netDelta, credit } = candidate
  if (Math.abs(netDelta) > netTol + HAIR)
    return { candidate, rule: 'N2', why: `the net delta is ${netDelta.toFixed(2)}` }
  return credit <= 0 || credit < leastCredit
    ? { candidate, rule: 'credit', why: 'the credit is too small' }
    : null
}

const beyondZone = (
  candidate: Candidate,
  limits: Readonly<Record<Right, number | 'none' | null>>,
): Rejected => ({
  candidate,
  rule: 'Z6',
  why: `call ${zoneText(limits.call)}, put ${zoneText(limits.put)}`,
})

const zoneText = (limit: number | 'none' | null): string =>
  limit === null ? 'without a zone' : `from ${limit}`

/** Which position a forced reduction gives up next. */

import { invariant } from '../../model/errors.ts'
import type { OrderLeg } from '../../model/order.ts'

/** A reduction that could be made now: legs to trade, never more than is held, and what their spread costs. */
export interface Reduction {
  readonly group: number
  readonly legs: readonly OrderLeg[]
  /** Currency of the account; what is lost against the middle of the market. */
  readonly cost: number
}

const LEAST_COST = 0.01

/**
 * The reduction with the largest fall in risk per cost of the spread; ties go to the larger fall, then to the cheaper,
 * then to the older group. `fallOf` is the fall of the requirement in the account's minor units. One that would raise
 * the requirement is never made, unless `all` must go. Null when there is none.
 */
export function nextReduction(
  candidates: readonly Reduction[],
  fallOf: (reduction: Reduction) => number,
  all = false,
): Reduction | null {
  invariant(
    candidates.every(({ cost }) => cost >= 0),
    'closing costs something',
  )
  const scored = candidates
    .map(reduction => {
      const fall = fallOf(reduction)
      return { reduction, fall, score: fall / Math.max(reduction.cost, LEAST_COST) }
    })
    .filter(({ fall }) => all || fall >= 0)
  scored.sort(
    (a, b) =>
      b.score - a.score ||
      b.fall - a.fall ||
      a.reduction.cost - b.reduction.cost ||
      a.reduction.group - b.reduction.group,
  )
  return scored[0]?.reduction ?? null
}

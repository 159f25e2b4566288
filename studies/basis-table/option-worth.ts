/** What the right to switch the bond of a basket is worth, over a small grid of moves of the yields until delivery. */

import type { Day } from '../../engine/index.ts'
import { streetYield } from '../../engine/pricing/bonds/bond-yield.ts'
import type { BasisRow } from '../../engine/pricing/treasury/basket-basis.ts'
import {
  type DeliveryOption,
  deliveryOption,
  type YieldScenario,
} from '../../engine/pricing/treasury/delivery-option.ts'

/** Deviations of a parallel move, and their weights: a binomial that has the deviation it is scaled by. */
const PARALLEL = [
  { deviations: -2, weight: 1 },
  { deviations: -1, weight: 4 },
  { deviations: 0, weight: 6 },
  { deviations: 1, weight: 4 },
  { deviations: 2, weight: 1 },
] as const

/** Steepening for each year of maturity, in shares of a deviation of the parallel move. */
const SLOPE = [
  { share: -0.05, weight: 1 },
  { share: 0, weight: 2 },
  { share: 0.05, weight: 1 },
] as const

/** `yieldMoveBp`: standard deviation of yields until delivery, basis points. */
const switchScenarios = (yieldMoveBp: number): YieldScenario[] =>
  PARALLEL.flatMap(parallel =>
    SLOPE.map(slope => ({
      parallelBasisPoints: parallel.deviations * yieldMoveBp,
      slopeBasisPointsPerYear: slope.share * yieldMoveBp,
      weight: parallel.weight * slope.weight,
    })),
  )

/** The option of the rows' basket, from their forward prices. */
export const optionWorth = (
  rows: readonly Pick<BasisRow, 'issue' | 'factor' | 'basis'>[],
  delivery: Day,
  yieldMoveBp: number,
): DeliveryOption =>
  deliveryOption({
    basket: rows.flatMap(({ issue, factor, basis }) => {
      const yieldFraction = streetYield(issue, delivery, basis.forwardClean)
      return yieldFraction === null ? [] : [{ id: issue.id, bond: issue, yieldFraction, factor }]
    }),
    delivery,
    futuresPrice: null,
    scenarios: switchScenarios(yieldMoveBp),
  })

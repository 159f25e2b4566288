/** What the right to change the bond that is delivered is worth, over scenarios of yields. */

import type { Bond } from '../../model/bond.ts'
import { DataError } from '../../model/errors.ts'
import type { Day } from '../../model/time.ts'
import { streetPrice } from '../bonds/street-price.ts'
import { type DeliveryCost, deliveryCosts, theoreticalFuture } from './theoretical-future.ts'

/** A bond of the basket; its street yield (a plain fraction) on the delivery day if nothing happens. */
interface OptionCandidate {
  readonly id: string
  readonly bond: Bond
  readonly yieldFraction: number
  readonly factor: number
}

/** A move of the yields until delivery, and how likely it is: weights count in proportion to their sum. */
export interface YieldScenario {
  readonly parallelBasisPoints: number
  /** For each year by which a bond matures later than the basket's first. */
  readonly slopeBasisPointsPerYear: number
  readonly weight: number
}

/**
 * The option of a basket. `futuresPrice`: the final settlement, fixed after the last trading day; null while the future
 * trades on, and falls in each scenario to what its cheapest bond costs.
 */
export interface DeliveryOptionTerms {
  readonly basket: readonly OptionCandidate[]
  readonly delivery: Day
  readonly futuresPrice: number | null
  readonly scenarios: readonly YieldScenario[]
}

/** The bond to deliver in a scenario, and what it gains over the one that would be delivered if no yield moved. */
interface Switch {
  readonly cheapest: string
  /** Per 100 of face, at least 0. */
  readonly gain: number
}

export interface DeliveryOption {
  /** Expected gain of switching, per 100 of face, at least 0. */
  readonly value: number
  /** The bond to deliver if no yield moves. */
  readonly cheapest: string
  /** In the order of the scenarios. */
  readonly switches: readonly Switch[]
}

const UNMOVED: YieldScenario = { parallelBasisPoints: 0, slopeBasisPointsPerYear: 0, weight: 1 }

/**
 * Expected gain of whoever holds the bond that is cheapest today and may deliver another: in each scenario the best of
 * CF F - P over the basket less that of today's. The quality option while the future trades, the end-of-month option
 * after; timing and the wild card are left out, so the value is a lower bound. Throws a DataError for an empty basket,
 * for weights below 0 or none above, and as `streetPrice` does.
 */
export function deliveryOption(terms: DeliveryOptionTerms): DeliveryOption {
  const weightOfAll = totalWeight(terms.scenarios)
  const today = cheapest(costsIn(terms, UNMOVED)).id
  let value = 0
  const switches = terms.scenarios.map((scenario): Switch => {
    const costs = costsIn(terms, scenario)
    const { id, points } = cheapest(costs)
    const gain = cheapest(costs.filter(cost => cost.id === today)).points - points
    value += (gain * scenario.weight) / weightOfAll
    return { cheapest: id, gain }
  })
  return { value, cheapest: today, switches }
}

function costsIn(
  { basket, delivery, futuresPrice }: DeliveryOptionTerms,
  scenario: YieldScenario,
): DeliveryCost[] {
  const first = Math.min(...basket.map(({ bond }) => bond.maturity))
  const delivered = basket.map(({ id, bond, yieldFraction, factor }) => {
    const yearsLater = (bond.maturity - first) / 365.25
    const basisPoints = scenario.parallelBasisPoints + scenario.slopeBasisPointsPerYear * yearsLater
    return { id, factor, forwardClean: streetPrice(bond, delivery, yieldFraction + basisPoints * 1e-4) }
  })
  return deliveryCosts(delivered, futuresPrice ?? theoreticalFuture(delivered).price)
}

/** Of equals the first. */
function cheapest(costs: readonly DeliveryCost[]): DeliveryCost {
  let least: DeliveryCost | undefined
  for (const cost of costs) if (least === undefined || cost.points < least.points) least = cost
  if (least === undefined)
    throw new DataError('a basket without bonds has no option; list the deliverable issues', {
      field: 'basket',
    })
  return least
}

function totalWeight(scenarios: readonly YieldScenario[]): number {
  let total = 0
  for (const { weight } of scenarios) {
    if (!(weight >= 0 && weight < Infinity))
      throw new DataError('the weight of a scenario must be at least 0', { field: 'weight', value: weight })
    total += weight
  }
  if (total === 0)
    throw new DataError('the scenarios need some weight; list at least one with a weight above 0', {
      field: 'scenarios',
    })
  return total
}

/** How far a group is from its stop. */

import {
  type LossStop,
  type PlacedLevel,
  type PlacedStop,
  productIdOf,
  stopPoints,
} from '../../engine/index.ts'
import { closingPointsAt, type RiskGroup } from './group-points.ts'
import { type Distance, distanceTo, underlyingsOf } from './level.ts'
import { nearestExpiry } from './sticky-leg.ts'

export interface LossStopDistance {
  readonly kind: 'loss'
  readonly test: LossStop['test']
  /** The loss of one lot at which it fires, and the loss now, in points. */
  readonly stopPoints: number
  readonly lossPoints: number
  readonly today: Distance
  /** At the nearest expiry, if it is not reached before. */
  readonly atExpiry: Distance
}

export interface LevelStopDistance {
  readonly kind: 'level'
  /** Key of the signal that it watches. */
  readonly watch: string
  readonly fires: PlacedLevel['fires']
  readonly level: number
  /** Price of the group's own underlying, if that is what it watches; else null, as is the distance. */
  readonly price: number | null
  /** From price to level: 5 = the price must rise by 5 %. */
  readonly distancePercent: number | null
}

export type StopDistance = LossStopDistance | LevelStopDistance

/** Losses are sums of decimals: a hair less than the stop is the stop. */
const HAIR = 1e-9

/** Null for a loss stop without an option left: it watches options alone, and will not fire. */
export const stopDistance = (group: RiskGroup, stop: PlacedStop): StopDistance | null =>
  'loss' in stop ? lossDistance(group, stop) : levelDistance(group, stop)

function lossDistance(group: RiskGroup, stop: LossStop): LossStopDistance | null {
  const { view, legs } = group
  const expiry = nearestExpiry(legs)
  if (expiry === null) return null
  const limit = stopPoints(stop, view.creditPoints)
  const underlyings = underlyingsOf(legs)
  const after = (days: number): Distance =>
    distanceTo(move => closingPointsAt(group, move, days) - view.creditPoints >= limit - HAIR, underlyings)
  return {
    kind: 'loss',
    test: stop.test,
    stopPoints: limit,
    lossPoints: view.closingPoints - view.creditPoints,
    today: after(0),
    atExpiry: after(expiry),
  }
}

function levelDistance({ legs }: RiskGroup, { watch, fires, level }: PlacedLevel): LevelStopDistance {
  const watched = productIdOf(watch.grid.instrument)
  const prices = underlyingsOf(legs).filter(({ underlying }) => underlying === watched)
  // With several months at several prices it is open which of them the stop watches.
  const price = prices.length === 1 ? (prices[0]?.price ?? null) : null
  return {
    kind: 'level',
    watch: watch.key,
    fires,
    level,
    price,
    distancePercent: price === null ? null : 100 * (level / price - 1),
  }
}

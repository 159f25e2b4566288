/** The prices between which a group ends with a gain. */

import { flips } from './flips.ts'
import { type RiskGroup, resultPointsAt } from './group-points.ts'
import { type Level, levelAt, steps, underlyingsOf } from './level.ts'
import { nearestExpiry } from './sticky-leg.ts'

/** Results are sums of decimals: a hair below nothing is nothing. */
const HAIR = 1e-9

/**
 * Where a group's result at its nearest expiry turns from a loss into none, or back, from the lowest level up: between
 * a price of 0 and twice today's. Legs that live on are valued at their volatilities; costs are left out.
 */
export function breakEvens(group: RiskGroup): Level[] {
  const days = nearestExpiry(group.legs) ?? 0
  const atStrikes = group.legs.flatMap(({ position: { instrument, underlyingPrice } }) =>
    instrument.kind === 'option' ? [instrument.strike / underlyingPrice - 1] : [],
  )
  const nodes = [...steps(-1, 1, STEPS), ...atStrikes.filter(move => move < 1)].sort((a, b) => a - b)
  const gains = (move: number): boolean => resultPointsAt(group, move, days) >= -HAIR
  return [...flips(nodes, gains)].map(move => levelAt(move, underlyingsOf(group.legs)))
}

/** Steps of 0.25 %. */
const STEPS = 800

/** What one lot of a group costs to close, and what it has earned, in points, after a move and some days. */

import type { GroupView } from '../../engine/index.ts'
import { priceAt, type StickyLeg } from './sticky-leg.ts'

/** A held group with its legs. */
export interface RiskGroup {
  readonly view: GroupView
  readonly legs: readonly StickyLeg[]
}

/** Options alone, as the loss stop counts them: legs already closed at what was paid. Moves: 0.01 = 1 % up. */
export const closingPointsAt = ({ view, legs }: RiskGroup, move: number, days: number): number =>
  legs.reduce((points, leg) => {
    const { instrument, quantity, price } = leg.position
    if (instrument.kind !== 'option') return points
    return points - (quantity / view.lots) * (priceAt(leg, move, days) - price)
  }, view.closingPoints)

/** Credit less closing cost, and what the futures of the group have gained since they came, in points of its options. */
export function resultPointsAt(group: RiskGroup, move: number, days: number): number {
  const { view, legs } = group
  const scale = (legs.find(isOption) ?? legs[0])?.position.multiplier ?? 1
  return legs.reduce(
    (points, leg) => {
      const { instrument, quantity, multiplier, price } = leg.position
      if (isOption(leg)) return points
      const entry = view.legs.find(one => one.instrument.id === instrument.id)?.priceEntry ?? price
      return points + (quantity / view.lots) * (multiplier / scale) * (priceAt(leg, move, days) - entry)
    },
    view.creditPoints - closingPointsAt(group, move, days),
  )
}

const isOption = ({ position }: StickyLeg): boolean => position.instrument.kind === 'option'

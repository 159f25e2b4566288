/** Profit, margin and what is left above it, over moves of the underlying and days ahead. */

import { type Holdings, toAmount } from '../../engine/index.ts'
import { accountAt, profitAt } from './account-at.ts'
import { nearestExpiry, type StickyLeg } from './sticky-leg.ts'

/** Money in units of the account's currency. */
export interface GridCell {
  readonly movePercent: number
  /** Calendar days. */
  readonly daysAhead: number
  /** Of the legs that the grid is about, against their marks now. */
  readonly profit: number
  /** What the account's equity must reach by the maintenance margin, premium that it owes already taken out. */
  readonly maintenance: number
  /** The account's equity less that. */
  readonly excess: number
}

export interface RiskGrid {
  readonly movesPercent: readonly number[]
  /** Today, a third and two thirds of the way to the nearest expiry, and that expiry; today alone without options. */
  readonly daysAhead: readonly number[]
  /** Move by move, and for each move day by day. */
  readonly cells: readonly GridCell[]
}

/** Legs whose profit is looked at, legs that move beside them, and legs whose underlyings stand still. */
export interface Scene {
  readonly own: readonly StickyLeg[]
  readonly beside: readonly StickyLeg[]
  readonly still: readonly StickyLeg[]
}

/** Moves in percent: 10 = 10 % up. All that moves moves by the same percentage. */
export function riskGrid(holdings: Holdings, scene: Scene, movesPercent: readonly number[]): RiskGrid {
  const { own, beside, still } = scene
  const daysAhead = daysTo(nearestExpiry(own))
  const moving = [...own, ...beside]
  const cellAt = (movePercent: number, days: number): GridCell => {
    const move = movePercent / 100
    const { maintenance, excess } = accountAt(holdings, moving, still, move, days)
    const profit = profitAt(own, move, days, holdings.inAccount)
    return {
      movePercent,
      daysAhead: days,
      profit: toAmount(profit, holdings.currency),
      maintenance: toAmount(maintenance, holdings.currency),
      excess: toAmount(excess, holdings.currency),
    }
  }
  const cells = movesPercent.flatMap(move => daysAhead.map(days => cellAt(move, days)))
  return { movesPercent, daysAhead, cells }
}

const daysTo = (expiry: number | null): number[] =>
  expiry === null ? [0] : [...new Set([0, Math.round(expiry / 3), Math.round((2 * expiry) / 3), expiry])]

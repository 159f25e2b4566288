/** Gains against losses, and how often a period gained. */

import { type Returns, ratio } from './moments.ts'

/**
 * sum(max(r - minimum, 0)) / sum(max(minimum - r, 0)), a pure number; `minimum` is a fraction per period.
 * Null: nothing fell below the minimum. Source: Keating and Shadwick 2002.
 */
export function omega(returns: Returns, minimum = 0): number | null {
  let above = 0
  let below = 0
  for (const value of returns) {
    if (value > minimum) above += value - minimum
    else below += minimum - value
  }
  return ratio(above, below)
}

/** Sum of the gains / sum of the losses, a pure number: omega at 0. Null: no period lost. */
export function profitFactor(returns: Returns): number | null {
  return omega(returns, 0)
}

/** Share of all periods with a return above 0, a fraction; flat ones are no hits. Null: no observation. */
export function hitRate(returns: Returns): number | null {
  if (returns.length === 0) return null
  let hits = 0
  for (const value of returns) if (value > 0) hits += 1
  return hits / returns.length
}

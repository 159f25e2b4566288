/** How often a period gained. */

import type { Returns } from './returns.ts'

/** Share of all periods with a return above 0, a fraction; flat ones are no hits. Null: no observation. */
export function hitRate(returns: Returns): number | null {
  if (returns.length === 0) return null
  let hits = 0
  for (const value of returns) if (value > 0) hits += 1
  return hits / returns.length
}

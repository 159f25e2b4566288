/** The ulcer index: drawdowns weighed by their depth. */

import type { Returns } from './returns.ts'
import { underwater } from './underwater.ts'

/**
 * sqrt(mean(drawdown^2)) over all periods, a fraction of the peak. Null: no observation.
 * Source: Martin and McCann 1989.
 */
export function ulcerIndex(returns: Returns): number | null {
  const depths = underwater(returns)
  if (depths.length === 0) return null
  return Math.sqrt(depths.reduce((sum, depth) => sum + depth * depth, 0) / depths.length)
}

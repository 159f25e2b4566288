/** The omega ratio: everything above a minimum against everything below it. */

import { ratio } from './ratio.ts'
import type { Returns } from './returns.ts'

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

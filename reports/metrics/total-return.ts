/** What the whole period brought. */

import { growthFactor } from './growth.ts'
import type { Returns } from './returns.ts'

/** Compounded return over all periods, a fraction, not annualised; -1 is a total loss. Null: no observation. */
export function totalReturn(returns: Returns): number | null {
  const factor = growthFactor(returns)
  return factor === null ? null : factor - 1
}

/** Profit per unit of loss. */

import { omega } from './omega.ts'
import type { Returns } from './returns.ts'

/** Sum of the gains / sum of the losses, a pure number: omega at 0. Null: no period lost. */
export function profitFactor(returns: Returns): number | null {
  return omega(returns, 0)
}

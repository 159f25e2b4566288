/** The pain index: the average drawdown. */

import { mean } from './moments.ts'
import type { Returns } from './returns.ts'
import { underwater } from './underwater.ts'

/** mean(drawdown), a fraction of the peak. Null: no observation. Source: Zephyr Associates 2006. */
export function painIndex(returns: Returns): number | null {
  return mean(underwater(returns))
}

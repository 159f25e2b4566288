/** The Calmar ratio: yearly growth per unit of worst drawdown. */

import { cagr } from './cagr.ts'
import { maxDrawdown } from './max-drawdown.ts'
import { ratio } from './ratio.ts'
import type { Returns } from './returns.ts'

/**
 * Compound annual growth rate / maximum drawdown, per year. Source: Young 1991, over the whole series.
 * Null: wealth never fell, ended below zero, or no observation.
 */
export function calmar(returns: Returns, periodsPerYear: number): number | null {
  return ratio(cagr(returns, periodsPerYear), maxDrawdown(returns)?.depth ?? null)
}

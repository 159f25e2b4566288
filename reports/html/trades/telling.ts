/** Which trades are told in full when there are too many for all. */

import type { Trade } from '../../schema/report.ts'

/** Up to this many trades are drawn and told in full. */
export const TOLD_MOST = 120

/** All trades, or the `TOLD_MOST` that gained or lost most in account currency; in the order of the report. */
export function telling(trades: readonly Trade[]): readonly Trade[] {
  if (trades.length <= TOLD_MOST) return trades
  const chosen = new Set(
    [...trades]
      .sort((a, b) => Math.abs(b.profitAccount) - Math.abs(a.profitAccount) || a.id - b.id)
      .slice(0, TOLD_MOST),
  )
  return trades.filter(trade => chosen.has(trade))
}

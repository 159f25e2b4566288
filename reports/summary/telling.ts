/** Which trades are told in full when there are too many for all. */

import type { Trade } from '../schema/report.ts'

/** Up to this many trades are drawn and told in full. */
export const TOLD_MOST = 120

interface Told {
  readonly trade: Trade
  /** In the order of the report. */
  readonly index: number
}

/** All trades, or the `TOLD_MOST` that gained or lost most in account currency; in the order of the report. */
export function telling(trades: Iterable<Trade>): readonly Trade[] {
  let told: Told[] = []
  let index = 0
  for (const trade of trades) {
    told.push({ trade, index: index++ })
    if (told.length === 2 * TOLD_MOST) told = mostMoved(told)
  }
  return mostMoved(told)
    .sort((a, b) => a.index - b.index)
    .map(({ trade }) => trade)
}

const mostMoved = (told: readonly Told[]): Told[] =>
  [...told]
    .sort(
      ({ trade: a }, { trade: b }) => Math.abs(b.profitAccount) - Math.abs(a.profitAccount) || a.id - b.id,
    )
    .slice(0, TOLD_MOST)

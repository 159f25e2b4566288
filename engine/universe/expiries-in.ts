/** The expiries among the rows of one chain. */

import type { Series } from '../model/market.ts'
import { type BarView, type ExpiryRows, priceOf } from '../model/slice.ts'
import type { Day } from '../model/time.ts'

/** Their rows count from the chain's first on. Expiries that the market does not list are left out. Frozen: many share them. */
export function expiriesIn(
  expiry: Int32Array,
  { from: first, to: last }: { readonly from: number; readonly to: number },
  seriesOf: (expiry: Day) => Series | undefined,
  barOf: (instrument: string) => BarView | null,
): readonly ExpiryRows[] {
  const found: ExpiryRows[] = []
  for (let from = first; from < last; ) {
    const day = expiry[from] as number
    let to = from + 1
    while (to < last && expiry[to] === day) to++
    const series = seriesOf(day)
    const bar = series ? barOf(series.underlying) : null
    if (series) {
      const underlyingPrice = bar ? priceOf(bar) : null
      found.push(Object.freeze({ series, from: from - first, to: to - first, underlyingPrice }))
    }
    from = to
  }
  return Object.freeze(found)
}

/** Margin of futures by a dated rate a contract, as a clearing house publishes it. */

import type { MarginModel, MarginPosition, ProductRequirement } from '../model/margin-model.ts'
import { toMinor, ZERO } from '../model/money.ts'
import type { Day } from '../model/time.ts'
import { groupByProduct, type Rate } from './fixed.ts'

/** Who posts: hedgers and members the maintenance rate, speculators the initial one. */
export type MarginHolder = 'hedger' | 'speculator'

export interface FuturesMarginTerms {
  readonly holder: MarginHolder
  /** Multiplies every rate, where both legs of a basis trade are cleared together; 1 = each stands alone. */
  readonly crossMarginFactor: number
}

/**
 * The rate times the contracts of each delivery month, long and short of one month netted; months do not offset.
 * `rateOf` throws a DataError for a product or a day that it does not know.
 */
export const futuresMargin = (
  rateOf: (product: string, day: Day) => Rate,
  { holder, crossMarginFactor }: FuturesMarginTerms,
): MarginModel => ({
  name: 'futures',
  looksAtVolatility: false,
  requirement(positions, day) {
    return groupByProduct(positions).map(([product, held]): ProductRequirement => {
      const lots = netContracts(held)
      const { initial, maintenance } = rateOf(product.id, day)
      const posted = (rate: number) => toMinor(rate * lots * crossMarginFactor, product.currency)
      return {
        product: product.id,
        currency: product.currency,
        initial: posted(holder === 'hedger' ? maintenance : initial),
        maintenance: posted(maintenance),
        premiumIncluded: ZERO,
        structures: [{ structure: 'future', lots }],
        scenario: null,
      }
    })
  },
})

function netContracts(positions: readonly MarginPosition[]): number {
  const net = new Map<string, number>()
  for (const { instrument, quantity } of positions)
    net.set(instrument.id, (net.get(instrument.id) ?? 0) + quantity)
  return [...net.values()].reduce((sum, lots) => sum + Math.abs(lots), 0)
}

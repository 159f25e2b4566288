/** Margin of futures by a dated rate a contract, as a clearing house publishes it. */

import type { Product } from '../model/instrument.ts'
import type { MarginModel, MarginPosition, ProductRequirement } from '../model/margin-model.ts'
import { toMinor, ZERO } from '../model/money.ts'
import type { Day } from '../model/time.ts'
import { groupByProduct, type Rate } from './fixed.ts'
import { NetContracts } from './net-contracts.ts'
import { runningByCounts, runningByPart } from './running.ts'

/** Who posts: hedgers and members the maintenance rate, speculators the initial one. */
export type MarginHolder = 'hedger' | 'speculator'

/** What futures require by the day, and of whom. */
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
): MarginModel => {
  const needOf = (product: Product, lots: number, day: Day): ProductRequirement => {
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
  }
  return {
    name: 'futures',
    looksAtVolatility: false,
    requirement: (positions, day) =>
      groupByProduct(positions).map(([product, held]) => needOf(product, netContracts(held), day)),
    running: day =>
      runningByPart(
        ({ product }) => product.id,
        ({ product }) => {
          const net = new NetContracts()
          return runningByCounts(
            ({ instrument, quantity }, sign) => net.trade(instrument.id, sign * quantity),
            () => needOf(product, net.open, day),
          )
        },
      ),
  }
}

function netContracts(positions: readonly MarginPosition[]): number {
  const net = new NetContracts()
  for (const { instrument, quantity } of positions) net.trade(instrument.id, quantity)
  return net.open
}

/** The margin model that an experiment names. */

import {
  type Dated,
  type FixedRates,
  type FixedTable,
  fixedMargin,
  type MarginModel,
  type Market,
  type Rate,
  strategyMargin,
} from '../engine/index.ts'
import type { Experiment } from './experiment-schema.ts'
import { BUILT_IN_MARGINS } from './margin-table.ts'

export function marginModelOf(margin: Experiment['margin'], market: Market): MarginModel {
  if (margin.model === 'strategy') {
    return strategyMargin({
      share: margin.share,
      shareLeast: margin.shareLeast,
      futures: mapValues(margin.futures, list =>
        list.map(({ from, ...rate }): Dated<Rate> => ({ from, value: rate })),
      ),
    })
  }
  const own: FixedTable | null =
    margin.table &&
    mapValues(margin.table, list =>
      list.map(({ from, ...rates }): Dated<FixedRates> => ({ from, value: rates })),
    )
  const table = own === null ? BUILT_IN_MARGINS : byId(own, market)
  return fixedMargin(table, future => optionDelivering(table, market, future))
}

/** A table's products may be written by an alias. */
const byId = (table: FixedTable, market: Market): FixedTable =>
  Object.fromEntries(Object.entries(table).map(([name, rates]) => [market.option(name).id, rates]))

/** The option product of the table whose assignment delivers a future. */
const optionDelivering = (table: FixedTable, market: Market, future: string): string | null =>
  Object.keys(table).find(id => {
    const product = knownProduct(market, id)
    return (
      product?.kind === 'option' &&
      product.settlement.kind === 'future' &&
      product.settlement.future === future
    )
  }) ?? null

/** The built-in table names products that a market need not have. */
function knownProduct(market: Market, id: string) {
  try {
    return market.product(id)
  } catch {
    return null
  }
}

const mapValues = <A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))

/** What has session closes: an index, or one contract of a future. */

import { DataError } from '../../engine/model/errors.ts'
import { productIdOf } from '../../engine/model/instrument.ts'
import type { MarketFacts } from '../../engine/model/strategy.ts'
import { naming } from './naming.ts'

/** Throws a DataError at `field` unless the market has an index or a future's contract of that id. */
export function requireCloses(id: string, market: Pick<MarketFacts, 'product'>, field: string): void {
  const product = naming(field, () => market.product(productIdOf(id)))
  if (product.kind === 'index' && id === product.id) return
  if (product.kind === 'future' && id !== product.id) return
  const reason =
    product.kind === 'future'
      ? `is a future; name one contract of it, as in ${product.id} 2009-12`
      : 'is neither an index nor a contract of a future; only those have closes to look at'
  throw new DataError(reason, { field, value: id })
}

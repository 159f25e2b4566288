/** A future that bonds are delivered into. */

import { DataError } from '../../model/errors.ts'
import type { BondDelivery, FutureProduct, Product } from '../../model/instrument.ts'

export type DeliverableFuture = FutureProduct & { readonly delivery: BondDelivery }

/** The product as one that takes bonds. Throws a DataError that names `field` for any other. */
export function deliverableFuture(product: Product, field: string): DeliverableFuture {
  if (product.kind === 'future' && product.delivery) return { ...product, delivery: product.delivery }
  throw new DataError('this product takes no bonds; name a Treasury future such as ZN', {
    field,
    value: product.id,
  })
}

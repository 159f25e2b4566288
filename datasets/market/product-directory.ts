/** Finds a market's own products by id, and its options by what people call them. */

import { closestName } from '../../engine/model/closest-name.ts'
import { DataError } from '../../engine/model/errors.ts'
import type { OptionProduct, Product } from '../../engine/model/instrument.ts'

export interface ProductDirectory {
  product(id: string): Product
  option(name: string): OptionProduct
}

/** Names of options are compared without case, spaces and punctuation. Unknown ones are DataErrors with a suggestion. */
export function productDirectory(products: readonly Product[]): ProductDirectory {
  const byId = new Map(products.map(product => [product.id, product]))
  const options = products.filter(product => product.kind === 'option')
  const byName = new Map(
    options.flatMap(option => [option.id, ...option.aliases].map(name => [plain(name), option] as const)),
  )
  return {
    product: id => byId.get(id) ?? unknown('product', id, [...byId.keys()]),
    option: name =>
      byName.get(plain(name)) ??
      unknown(
        'option product',
        name,
        options.flatMap(option => [option.id, ...option.aliases]),
      ),
  }
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

function unknown(kind: string, name: string, known: readonly string[]): never {
  const close = closestName(name, known)
  const hint = close === null ? `there are ${known.join(', ') || 'none'}` : `did you mean ${close}?`
  throw new DataError(`the market has no such ${kind}; ${hint}`, { field: 'product', value: name })
}

/** Finds the facts of a product by its id or by what people call it. */

import { closestName } from '../model/closest-name.ts'
import { DataError } from '../model/errors.ts'
import type { BondProduct, FutureProduct, IndexProduct, OptionProduct, Product } from '../model/instrument.ts'
import { bondProducts } from './bond-products.ts'
import { optionProducts } from './option-contracts.ts'
import { futureProducts, indexProducts } from './underlyings.ts'

/** All products whose facts are known: options, their futures, their indices, and bonds. Every id is unique. */
export const products: readonly Product[] = [
  ...optionProducts,
  ...futureProducts,
  ...indexProducts,
  ...bondProducts,
]

/** Names are compared without case, spaces and punctuation: `T-Bond`, `tbond` and `T Bond` are one. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

const optionsByName = new Map(
  optionProducts.flatMap(option =>
    [option.id, ...option.aliases].map(name => [plain(name), option] as const),
  ),
)
const futuresById = new Map(futureProducts.map(future => [plain(future.id), future]))
const bondsById = new Map(bondProducts.map(bond => [plain(bond.id), bond]))
const indicesById = new Map(indexProducts.map(index => [plain(index.id), index]))

/**
 * The product that a user means by a name. Names of an underlying mean the options on it: `GC` and `gold` are `OG`.
 * Throws a DataError that suggests the closest name for an unknown one.
 */
export const productOf = (name: string): Product => optionProductOf(name)

/** The option product of an id or alias. Throws as `productOf` does. */
export function optionProductOf(name: string): OptionProduct {
  return optionsByName.get(plain(name)) ?? unknown('option product', name, optionProducts)
}

/** The future of an id such as `GC`. Throws a DataError that suggests the closest id for an unknown one. */
export function futureProductOf(id: string): FutureProduct {
  return futuresById.get(plain(id)) ?? unknown('future', id, futureProducts)
}

/** The bond product of an id such as `UST`. Throws a DataError that suggests the closest id for an unknown one. */
export function bondProductOf(id: string): BondProduct {
  return bondsById.get(plain(id)) ?? unknown('bond product', id, bondProducts)
}

/** The index of an id such as `DAX`. Throws a DataError that suggests the closest id for an unknown one. */
export function indexProductOf(id: string): IndexProduct {
  return indicesById.get(plain(id)) ?? unknown('index', id, indexProducts)
}

function unknown(kind: string, name: string, known: readonly Product[]): never {
  const names = known.flatMap(product => [product.id, ...(product.kind === 'option' ? product.aliases : [])])
  const ids = known.map(product => product.id).join(', ')
  throw new DataError(`no such ${kind}; did you mean "${closestName(name, names)}"? Known are ${ids}`, {
    field: 'product',
    value: name,
  })
}

/** The kinds of instrument that an engine trades, each in a folder of its own. */

import { DataError } from '../model/errors.ts'
import type { Product, Terms } from '../model/instrument.ts'
import { type Kinds, kindOfProduct } from '../model/kind.ts'
import type { Day } from '../model/time.ts'
import { bond } from './bond/index.ts'
import { future } from './future/index.ts'
import { option } from './option/index.ts'

export const KINDS = { option, future, bond } satisfies Kinds

/** The terms of a product in force. Throws a DataError for an index, which cannot be traded, and before the first fact. */
export function termsOf(product: Product, day: Day): Terms {
  const kind = kindOfProduct(product, KINDS)
  if (!kind) throw new DataError('an index cannot be traded', { field: 'product', value: product.id })
  return kind.terms(product, day)
}

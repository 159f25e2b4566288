/** Positions as margin sees them, for the tests of this room. */

import { optionProductOf } from '../../../engine/calendar/contracts.ts'
import { futureProducts } from '../../../engine/calendar/underlyings.ts'
import {
  type FutureProduct,
  futureOf,
  type OptionProduct,
  optionOf,
  type Right,
} from '../../../engine/model/instrument.ts'
import type { MarginPosition } from '../../../engine/model/margin-model.ts'
import { parseDay } from '../../../engine/model/time.ts'
import { marginTerms } from '../../fixtures/kinds.ts'

export const DAY = parseDay('2009-10-12')
export const EXPIRY = parseDay('2009-11-20')

export interface Held {
  readonly product?: string
  readonly right?: Right
  readonly strike?: number
  readonly expiry?: number
  readonly quantity?: number
  readonly price?: number
  readonly underlyingPrice?: number
  readonly multiplier?: number
  readonly paidUpFront?: boolean
}

/** A position in options: one short gold call unless told otherwise. */
export function option(held: Held = {}): MarginPosition {
  const product: OptionProduct = optionProductOf(held.product ?? 'OG')
  const { strike = 1110, right = 'call', expiry = EXPIRY } = held
  const instrument = optionOf(product.id, expiry, right, strike)
  return {
    instrument,
    product,
    ...marginTerms(instrument, product),
    quantity: held.quantity ?? -1,
    multiplier: held.multiplier ?? 100,
    price: held.price ?? 6,
    paidUpFront: held.paidUpFront ?? true,
    underlyingPrice: held.underlyingPrice ?? 1056.3,
    daysToExpiry: 20,
    sigmaDaily: 0.012,
  }
}

/** A position in a future. */
export function future(id: string, quantity: number, month = '2009-12'): MarginPosition {
  const product: FutureProduct | undefined = futureProducts.find(one => one.id === id)
  if (!product) throw new Error(`no future ${id}`)
  const instrument = futureOf(id, month)
  return {
    instrument,
    product,
    ...marginTerms(instrument, product),
    quantity,
    multiplier: 100,
    price: 1056.3,
    paidUpFront: false,
    underlyingPrice: 1056.3,
    daysToExpiry: 20,
    sigmaDaily: 0.012,
  }
}

/** Position arithmetic: a fill meets what is held in one of four named ways. */

import { invariant } from '../../model/errors.ts'

/** What is held: contracts (negative = short) at an average price. */
export interface Holding {
  readonly quantity: number
  readonly priceEntry: number
}

export interface Change {
  readonly kind: 'increase' | 'reduce' | 'close' | 'flip'
  readonly after: Holding
}

/** What a fill of `quantity` (signed, not 0) at `price` makes of a holding; none is a holding of 0. */
export function applyFill(held: Holding, quantity: number, price: number): Change {
  invariant(quantity !== 0 && Number.isFinite(price), 'contracts change hands at a price')
  const after = held.quantity + quantity
  if (held.quantity === 0 || held.quantity > 0 === quantity > 0) {
    const paid = held.quantity * held.priceEntry + quantity * price
    return { kind: 'increase', after: { quantity: after, priceEntry: paid / after } }
  }
  if (after === 0) return { kind: 'close', after: { quantity: 0, priceEntry: 0 } }
  if (after > 0 === held.quantity > 0) {
    return { kind: 'reduce', after: { quantity: after, priceEntry: held.priceEntry } }
  }
  return { kind: 'flip', after: { quantity: after, priceEntry: price } }
}

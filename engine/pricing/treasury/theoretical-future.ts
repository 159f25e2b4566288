/** The futures price at which the cheapest bond of a basket costs nothing to deliver. */

import { DataError } from '../../model/errors.ts'

/** A bond of a basket: its clean price per 100 of face on the delivery day (forward or realised), and its factor. */
export interface Deliverable {
  readonly id: string
  readonly forwardClean: number
  readonly factor: number
}

/** The price without the worth of the right to choose, and the id of the bond that sets it. */
export interface TheoreticalFuture {
  readonly price: number
  readonly cheapest: string
}

/** The least forward price over factor in a basket; of equals the first. Throws a DataError for an empty basket. */
export function theoreticalFuture(basket: readonly Deliverable[]): TheoreticalFuture {
  let least: TheoreticalFuture | null = null
  for (const { id, forwardClean, factor } of basket) {
    const price = forwardClean / factor
    if (least === null || price < least.price) least = { price, cheapest: id }
  }
  if (least === null)
    throw new DataError('a basket without bonds has no price; list the deliverable issues', {
      field: 'basket',
    })
  return least
}

/** What delivering a bond costs more than the future pays, P - CF F, per 100 of face. */
export interface DeliveryCost {
  readonly id: string
  readonly points: number
}

/** The cost of delivering each bond of a basket against a futures price, in the basket's order. */
export const deliveryCosts = (basket: readonly Deliverable[], futuresPrice: number): DeliveryCost[] =>
  basket.map(({ id, forwardClean, factor }) => ({ id, points: forwardClean - factor * futuresPrice }))

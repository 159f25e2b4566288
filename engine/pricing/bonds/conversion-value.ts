/** What a convertible bond is worth as shares. */

import { requirePositive } from '../require-positive.ts'

/**
 * Value of the shares that a bond of this face converts into, each at `conversionPrice` of face. Throws a DataError
 * unless all three are above 0.
 */
export function conversionValue(sharePrice: number, face: number, conversionPrice: number): number {
  requirePositive({ sharePrice, face, conversionPrice })
  return (sharePrice * face) / conversionPrice
}

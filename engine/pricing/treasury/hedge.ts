/** How many futures hedge a bond, and how many more make it deliverable. */

import { DataError } from '../../model/errors.ts'
import { requirePositive } from '../require-positive.ts'

/**
 * Contracts per bond position by the conversion factor, which locks in the invoice: face / contract face x factor. Not
 * rounded. `face` in currency. Throws a DataError unless all are above 0.
 */
export function contractsByFactor(face: number, contractFace: number, factor: number): number {
  requirePositive({ face, contractFace, factor })
  return (face / contractFace) * factor
}

/**
 * Fall of the futures price for a yield higher by 0.0001: the forward DV01 of the cheapest bond, per 100 of face, over
 * its factor. Holds while that bond stays the cheapest. Throws a DataError for a factor that is not above 0.
 */
export function futuresDv01(dv01CheapestForward: number, factorCheapest: number): number {
  requirePositive({ factorCheapest })
  return dv01CheapestForward / factorCheapest
}

/**
 * Contracts by sensitivity, for a bond that will not be delivered: `dv01` of the bond and of the future (`futuresDv01`)
 * per 100 of face. Not rounded. Throws a DataError unless faces and the future's DV01 are above 0.
 */
export function contractsByDv01(
  face: number,
  dv01: number,
  contractFace: number,
  dv01Future: number,
): number {
  requirePositive({ face, contractFace, dv01Future })
  return (face * dv01) / (contractFace * dv01Future)
}

/**
 * Contracts to sell on the last trading day, at the final settlement, by who holds bonds of a face and is short a
 * hedge by the factor: as many contracts as the face fills are then delivered one for one. Below 0: contracts to buy
 * back, which a factor above 1 asks for. Throws a DataError for a face that does not fill whole contracts, and a hedge
 * that is not a whole number of contracts.
 *
 * @example deliveryTail(100_000_000, 100_000, 807) // 193
 */
export function deliveryTail(face: number, contractFace: number, contractsShort: number): number {
  requirePositive({ face, contractFace })
  const deliverable = face / contractFace
  if (!Number.isSafeInteger(deliverable))
    throw new DataError(`only whole contracts of ${contractFace} face are delivered; hold a multiple of it`, {
      field: 'face',
      value: face,
    })
  if (!Number.isSafeInteger(contractsShort))
    throw new DataError('contracts are traded whole; state a whole number', {
      field: 'contractsShort',
      value: contractsShort,
    })
  return deliverable - contractsShort
}

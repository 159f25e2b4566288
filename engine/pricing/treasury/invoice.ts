/** What the long pays for the bonds that are delivered. */

import { DataError } from '../../model/errors.ts'
import { add, type Minor, minor, toMinor } from '../../model/money.ts'
import { requirePositive } from '../require-positive.ts'

/** A delivery: price and interest per 100 of face. */
export interface InvoiceTerms {
  readonly contracts: number
  /** Currency per point of one contract. */
  readonly multiplier: number
  /** Settlement of the day of intention; after the last trading day the final settlement. */
  readonly settlementPrice: number
  readonly factor: number
  /** Accrued on the delivery day. */
  readonly accruedDelivery: number
}

/** An invoice over all contracts, in minor units. */
export interface Invoice {
  readonly principal: Minor
  readonly accrued: Minor
  readonly total: Minor
}

/**
 * The invoice of a delivery: principal (multiplier x price x factor) and accrued interest (multiplier x interest) are
 * each rounded to the minor unit for one contract, half up, and only then multiplied. Throws a DataError unless price,
 * factor and multiplier are above 0, the interest at least 0, and the contracts whole.
 * Source: CME Group, The Treasury futures delivery process, section on invoicing.
 */
export function invoiceOf(terms: InvoiceTerms, currency = 'USD'): Invoice {
  const { contracts, multiplier, settlementPrice, factor, accruedDelivery } = terms
  requirePositive({ multiplier, settlementPrice, factor })
  if (!(accruedDelivery >= 0 && accruedDelivery < Infinity))
    throw new DataError('accrued interest must be at least 0', {
      field: 'accruedDelivery',
      value: accruedDelivery,
    })
  if (!(Number.isSafeInteger(contracts) && contracts >= 0))
    throw new DataError('contracts are delivered whole; state a whole number', {
      field: 'contracts',
      value: contracts,
    })
  const principal = minor(contracts * toMinor(multiplier * settlementPrice * factor, currency))
  const accrued = minor(contracts * toMinor(multiplier * accruedDelivery, currency))
  return { principal, accrued, total: add(principal, accrued) }
}

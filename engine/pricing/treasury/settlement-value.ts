/** What a contract is worth at a settlement price, in whole cents. */

import { type Minor, toMinor } from '../../model/money.ts'

/**
 * Value of one contract at a price: multiplier times price, half a cent rounded up. Variation margin is the difference
 * of two such values times the contracts, so that its days add up to the cent.
 * Source: CME Group, price and settlement value rounding of Treasury futures.
 *
 * @example settlementValue(115.5234375, 1000) // 11552344
 */
export const settlementValue = (price: number, multiplier: number, currency = 'USD'): Minor =>
  toMinor(multiplier * price, currency)

/** When the contracts that take bonds stop trading. */

import { products } from '../../engine/calendar/contracts.ts'
import { lastTradingDayOf } from '../../engine/calendar/future-ends.ts'
import { productIdOf } from '../../engine/model/instrument.ts'
import type { Day } from '../../engine/model/time.ts'

/** The last trading day of a contract such as `ZN 2017-12`; null for futures that take no bonds, and unknown ones. */
export function lastTradingDay(contract: string): Day | null {
  const product = products.find(one => one.id === productIdOf(contract))
  // The record names a contract, and only its product says whether it takes bonds.
  if (product?.kind !== 'future' || !product.delivery) return null
  return lastTradingDayOf(product, contract.slice(product.id.length + 1))
}

/** The dates on which a contract of a Treasury future is announced, delivered and last traded. */

import { DataError } from '../model/errors.ts'
import type { FutureProduct } from '../model/instrument.ts'
import type { Day, Month } from '../model/time.ts'
import { calendarOf } from './holidays.ts'
import { treasuryDates } from './treasury-dates.ts'

/** Business days of US government bonds, in the order in which they fall. */
export interface TreasuryContractDates {
  /** From this day on the short may announce a delivery, two business days ahead of it. */
  readonly firstIntentionDay: Day
  readonly firstDeliveryDay: Day
  readonly lastTradingDay: Day
  /** The short that has not announced by now must. */
  readonly lastIntentionDay: Day
  readonly lastDeliveryDay: Day
}

/** By rule and month: every account asks for the same few, day after day. A cache that can be rebuilt. */
const known = new Map<string, TreasuryContractDates>()

/** Delivery takes three business days: intention, notice, delivery. */
const FROM_INTENTION_TO_DELIVERY = 2

/**
 * The dates of a contract month, by the exchange's rule of today for any year: the two- and five-year contracts of the
 * 1990s stopped trading earlier. Throws a DataError for a future that delivers no bonds.
 *
 * @example treasuryContractDates(futureProductOf('ZN'), '2017-12').lastTradingDay // 2017-12-19
 */
export function treasuryContractDates(product: FutureProduct, month: Month): TreasuryContractDates {
  if (!product.delivery)
    throw new DataError('this future delivers no bonds; name a Treasury future such as ZN', {
      field: 'product',
      value: product.id,
    })
  const key = `${product.delivery.rule} ${month}`
  const before = known.get(key)
  if (before) return before
  const business = calendarOf('SIFMA')
  const dates = treasuryDates(month, business)
  const long = product.delivery.rule === 'long'
  const lastDeliveryDay = long ? dates.lastDeliveryLong : dates.lastDeliveryShort
  const found = {
    firstIntentionDay: dates.firstIntentionDay,
    firstDeliveryDay: dates.firstBusinessDay,
    lastTradingDay: long ? dates.lastTradeLong : dates.lastTradeShort,
    lastIntentionDay: business.add(lastDeliveryDay, -FROM_INTENTION_TO_DELIVERY),
    lastDeliveryDay,
  }
  known.set(key, found)
  return found
}

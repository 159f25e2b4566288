/** The exchange of a product, without the days on which only this product rests. */

import type { Product } from '../model/instrument.ts'
import { commonDays } from './day-calendar.ts'
import { type Exchange, exchangeOf } from './exchange.ts'
import { calendarOf, type HolidaySetId } from './holidays.ts'

/**
 * Products that rest when the market of their shares does. S&P: index futures and their options keep the closures of
 * the New York exchange, days of mourning and the hurricane included. DAX: Eurex suspends its DAX products when
 * Frankfurt is closed (circular 055/2018 for 3 October 2018; by its home-market principle on the other days).
 */
const HOME: Readonly<Record<string, HolidaySetId>> = {
  ES: 'NYSE',
  'ES-F': 'NYSE',
  ODAX: 'FRANKFURT',
  DAX: 'FRANKFURT',
}

const known = new Map<string, Exchange>()

/**
 * The exchange with the product's own sessions, trading days and business days. Throws a DataError for a product
 * whose sessions are listed.
 */
export function productExchangeOf(product: Pick<Product, 'id' | 'exchange'>): Exchange {
  const exchange = exchangeOf(product.exchange)
  const home = HOME[product.id]
  if (home === undefined) return exchange
  const key = `${product.id} ${product.exchange}`
  const own = known.get(key) ?? resting(exchange, home)
  known.set(key, own)
  return own
}

function resting(exchange: Exchange, home: HolidaySetId): Exchange {
  const market = calendarOf(home)
  return {
    ...commonDays(exchange, market),
    id: exchange.id,
    zone: exchange.zone,
    business: commonDays(exchange.business, market),
    trading: commonDays(exchange.trading, market),
    closeOf: day => exchange.closeOf(day),
    openOf: day => exchange.openOf(day),
  }
}

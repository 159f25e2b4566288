/** What a product's market lists: sessions, series and contract months. Real dates, known before any price. */

import { futureProductOf, indexProductOf } from '../../engine/calendar/contracts.ts'
import { sessionOn } from '../../engine/calendar/exchange.ts'
import { expiries, type MonthlySeries } from '../../engine/calendar/expiries.ts'
import { lastTradingDayOf } from '../../engine/calendar/future-ends.ts'
import { productExchangeOf } from '../../engine/calendar/product-exchange.ts'
import type { FutureProduct, IndexProduct, OptionProduct, Product } from '../../engine/model/instrument.ts'
import type { Session } from '../../engine/model/market.ts'
import { type Day, dayOf, parseMonth } from '../../engine/model/time.ts'

/** The days of a synthetic market. */
export interface Span {
  /** First and last day with prices. */
  readonly from: Day
  readonly to: Day
}

/** How far a calendar reaches beyond the prices. */
const DAYS_BEFORE = 40
const DAYS_AFTER = 400

/** A series with the session in which it last trades: the one before, where its day is a holiday. */
export interface ListedSeries extends MonthlySeries {
  readonly lastSession: Session
}

/** A contract month of the future. */
export interface Contract {
  readonly id: string
  readonly lastSession: Session
  /** The end of the month, towards which the future is carried. */
  readonly deliveryDay: Day
}

export interface Listing {
  readonly option: OptionProduct
  readonly underlying: FutureProduct | IndexProduct
  /** Beyond the prices at both ends. */
  readonly sessions: readonly Session[]
  /** Those with prices. */
  readonly priced: readonly Session[]
  /** By expiry, ascending. */
  readonly series: readonly ListedSeries[]
  /** None for an index. */
  readonly contracts: readonly Contract[]
}

/** Sessions of a product from before the first price to a year after the last. */
export function sessionsOf(product: Product, span: Span): Session[] {
  const exchange = productExchangeOf(product)
  return exchange.sessions(span.from - DAYS_BEFORE, span.to + DAYS_AFTER).map(day => sessionOn(exchange, day))
}

const within = (sessions: readonly Session[], span: Span): Session[] =>
  sessions.filter(({ day }) => day >= span.from && day <= span.to)

/** The future or the index of an option product. */
export const settledInto = ({ settlement }: OptionProduct): FutureProduct | IndexProduct =>
  settlement.kind === 'future' ? futureProductOf(settlement.future) : indexProductOf(settlement.index)

/** The listing of an option product; by the deck's expiry rules instead of the exchange's when `deckRules`. */
export function listingOf(option: OptionProduct, span: Span, deckRules: boolean): Listing {
  const underlying = settledInto(option)
  const sessions = sessionsOf(option, span)
  const series = expiries(option, span.from, span.to + DAYS_AFTER, { deckRules }).flatMap(one => {
    const lastSession = sessions.findLast(({ day }) => day <= one.lastTradingDay)
    return lastSession ? [{ ...one, lastSession }] : []
  })
  const contracts =
    underlying.kind === 'future'
      ? [...new Set(series.map(one => one.underlying))].map(id => contractOf(underlying, id))
      : []
  return {
    option,
    underlying,
    sessions,
    priced: within(sessions, span),
    series,
    contracts,
  }
}

function contractOf(future: FutureProduct, id: string): Contract {
  const month = id.slice(future.id.length + 1)
  const { year, month: number } = parseMonth(month)
  const day = lastTradingDayOf(future, month)
  return {
    id,
    lastSession: sessionOn(productExchangeOf(future), day),
    deliveryDay: dayOf(year, number + 1, 0),
  }
}

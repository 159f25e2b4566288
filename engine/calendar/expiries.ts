/** The monthly series of an option product: what each delivers, and when it ends. */

import { futureOf, inForce, type OptionProduct } from '../model/instrument.ts'
import type { Series } from '../model/market.ts'
import { civilOf, type Day, type EpochMs, type Month, monthOf, parseMonth } from '../model/time.ts'
import { deckExpiryRuleOf } from './deck-expiry-rules.ts'
import { type ExerciseStyle, exerciseStyleOf } from './exercise-style.ts'
import { expiryRuleOf } from './expiry-rules.ts'
import { calendarOf } from './holidays.ts'
import { instantOf } from './local-time.ts'
import { firstOf } from './month-days.ts'
import { productExchangeOf } from './product-exchange.ts'

/** One contract month of an option product. */
export interface MonthlySeries {
  /** The contract month, `YYYY-MM`; the last trading day often lies in the month before. */
  readonly month: Month
  /** Instrument id of the future that is delivered, as in `GC 2009-12`, or id of the index. */
  readonly underlying: string
  readonly lastTradingDay: Day
  /** The instant at which trading stops on the last trading day. */
  readonly expiresAt: EpochMs
  readonly exercise: ExerciseStyle
}

export interface ExpiryOptions {
  /**
   * Last trading days by the simplified rules of the deck (`deck-expiry-rules`) instead of the exchanges'. Such a day
   * may be a holiday: trading then ends in the session before. False when absent.
   */
  readonly deckRules?: boolean
}

/**
 * The series of a contract month, by the terms in force on the first of that month.
 * Throws a DataError for a month before the product's first known terms, or for a product whose expiries are listed.
 */
export function seriesOf(product: OptionProduct, month: Month, options: ExpiryOptions = {}): MonthlySeries {
  const terms = inForce(product.expiry, firstOf(month), `expiry rule of ${product.id}`)
  const rule = options.deckRules === true ? deckExpiryRuleOf(terms.rule) : expiryRuleOf(terms.rule)
  const lastTradingDay = rule(month, {
    business: productExchangeOf(product).business,
    federal: calendarOf('FEDERAL'),
  })
  const delivered = deliveryMonthOf(product, month)
  const time = (delivered === month ? terms.deliveryMonthTime : undefined) ?? terms.time
  return {
    month,
    underlying: underlyingOf(product, delivered),
    lastTradingDay,
    expiresAt: instantOf(lastTradingDay, time, terms.zone),
    exercise: exerciseStyleOf(product, lastTradingDay),
  }
}

/**
 * All series whose last trading day lies within the two days, both included, ascending. Throws as `seriesOf` does.
 *
 * @example expiries(optionProductOf('gold'), parseDay('2009-10-01'), parseDay('2009-10-31'), { deckRules: true })
 */
export function expiries(
  product: OptionProduct,
  fromDay: Day,
  toDay: Day,
  options: ExpiryOptions = {},
): MonthlySeries[] {
  const from = civilOf(fromDay)
  const to = civilOf(toDay)
  // A last trading day lies in its contract month or in the month before.
  const months = 12 * (to.year - from.year) + (to.month - from.month) + 2
  return Array.from({ length: Math.max(0, months) }, (_, i) =>
    seriesOf(product, monthOf(from.year, from.month + i), options),
  ).filter(({ lastTradingDay }) => fromDay <= lastTradingDay && lastTradingDay <= toDay)
}

/** The instant at which a series of a market stops trading on the day of its last session, by the terms then in force. */
export function endOfTrading(
  product: OptionProduct,
  { lastSession, underlying }: Pick<Series, 'lastSession' | 'underlying'>,
): EpochMs {
  const { day } = lastSession
  return instantOf(day, timeOf(product, day, underlying), zoneOf(product, day))
}

/** Whether a series ends in the morning: it settles on the opening of that day. */
export const endsInTheMorning = (
  product: OptionProduct,
  { lastSession, underlying }: Pick<Series, 'lastSession' | 'underlying'>,
): boolean => timeOf(product, lastSession.day, underlying) < '12:00'

function timeOf(product: OptionProduct, day: Day, underlying: string): string {
  const terms = termsOn(product, day)
  const { year, month } = civilOf(day)
  const inDeliveryMonth =
    product.settlement.kind === 'future' && underlying.endsWith(` ${monthOf(year, month)}`)
  return (inDeliveryMonth ? terms.deliveryMonthTime : undefined) ?? terms.time
}

const zoneOf = (product: OptionProduct, day: Day): string => termsOn(product, day).zone

const termsOn = (product: OptionProduct, day: Day) =>
  inForce(product.expiry, day, `expiry rule of ${product.id}`)

/** The first delivery month of the future from the contract month on; the contract month itself for an index. */
function deliveryMonthOf({ settlement }: OptionProduct, month: Month): Month {
  if (settlement.kind === 'cash') return month
  const { year, month: number } = parseMonth(month)
  const sameYear = settlement.cycle.find(delivery => delivery >= number)
  return sameYear === undefined ? monthOf(year + 1, settlement.cycle[0] ?? number) : monthOf(year, sameYear)
}

const underlyingOf = ({ settlement }: OptionProduct, delivered: Month): string =>
  settlement.kind === 'cash' ? settlement.index : futureOf(settlement.future, delivered).id

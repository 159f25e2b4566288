/** What the rules look up in the contract facts: the money of a point, and the days to an expiry. */

import { optionProductOf } from '../../../engine/calendar/contracts.ts'
import { days } from '../../../engine/calendar/day-count.ts'
import { seriesOf } from '../../../engine/calendar/expiries.ts'
import { type IsoDate, type Month, parseDay, type Terms, termsOf } from '../../../engine/index.ts'

/** A product on a date. */
export interface Traded {
  readonly product: string
  readonly on: IsoDate
}

/** One series of it: the contract month. */
export interface TradedSeries extends Traded {
  readonly month: Month
}

export const contractTerms = ({ product, on }: Traded): Terms =>
  termsOf(optionProductOf(product), parseDay(on, 'on'))

/** What people call a point, in units of the quoted price. */
export const pointOf = (product: string): number => optionProductOf(product).point

/** Currency of one point. */
export const moneyOfPoint = (traded: Traded): number =>
  contractTerms(traded).multiplier * pointOf(traded.product)

/** Calendar days to the last trading day: the date excluded, the expiry included. */
export const daysLeft = ({ product, month, on }: TradedSeries): number =>
  days(parseDay(on, 'on'), seriesOf(optionProductOf(product), month).lastTradingDay)

/** The same in years of 365 days. */
export const yearsLeft = (series: TradedSeries): number => daysLeft(series) / 365

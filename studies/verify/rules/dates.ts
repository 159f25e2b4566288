/** Rules that give dates and counts of days. */

import { optionProductOf } from '../../../engine/calendar/contracts.ts'
import { seriesOf } from '../../../engine/calendar/expiries.ts'
import { formatDay, type IsoDate, type Month, parseDay, weekdayOf } from '../../../engine/index.ts'
import { daysLeft, type TradedSeries } from './contract.ts'
import { rule } from './rule.ts'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

export const dateRules = {
  expiry: rule({
    kind: 'arithmetic',
    how: 'The last trading day by the expiry rule that the exchange had for that contract month.',
    compute: ({ product, month }: { readonly product: string; readonly month: Month }) =>
      formatDay(seriesOf(optionProductOf(product), month).lastTradingDay),
  }),
  daysToExpiry: rule({
    kind: 'arithmetic',
    how: 'Calendar days to the last trading day, the trade day excluded and the expiry day included.',
    compute: (series: TradedSeries) => daysLeft(series),
  }),
  weekday: rule({
    kind: 'arithmetic',
    how: 'The weekday of the printed date.',
    compute: ({ date }: { readonly date: IsoDate }) =>
      WEEKDAYS[weekdayOf(parseDay(date, 'date')) - 1] ?? null,
  }),
}

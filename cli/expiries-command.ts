/** `stillhalter expiries`: the dates at which a product's series end. */

import { optionProductOf } from '../engine/calendar/contracts.ts'
import { expiries } from '../engine/calendar/expiries.ts'
import { DataError, dayOf, formatDay, parseMonth } from '../engine/index.ts'

export interface ExpiriesArguments {
  readonly product: string
  /** First and last month, YYYY-MM, in which the last trading day lies. */
  readonly from: string
  readonly to: string
  readonly json: boolean
  /** By the deck's simplified rules instead of the exchange's. */
  readonly deckRules: boolean
}

export function expiriesCommand(args: ExpiriesArguments): string {
  const product = optionProductOf(args.product)
  const from = parseMonth(args.from, '--from')
  const to = parseMonth(args.to, '--to')
  const first = dayOf(from.year, from.month, 1)
  const last = dayOf(to.year, to.month + 1, 0)
  if (last < first) throw new DataError('must not be before --from', { field: '--to', value: args.to })
  const rows = expiries(product, first, last, { deckRules: args.deckRules }).map(series => ({
    month: series.month,
    lastTradingDay: formatDay(series.lastTradingDay),
    tradingEnds: new Date(series.expiresAt).toISOString(),
    underlying: series.underlying,
  }))
  if (args.json) return `${JSON.stringify(rows, null, 2)}\n`
  return [
    `${product.id}  ${product.name}`,
    'month    last day    trading ends (UTC)  underlying',
    ...rows.map(
      row => `${row.month}  ${row.lastTradingDay}  ${row.tradingEnds.slice(0, 16)}Z   ${row.underlying}`,
    ),
    '',
  ].join('\n')
}

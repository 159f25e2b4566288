/** The table of months. */

import { totalReturn } from '../metrics/index.ts'
import type { Report } from '../schema/report.ts'
import type { Days } from './days.ts'

/** Profit and compounded return of each month, ascending. */
export function monthsOf(days: Days, openingCash: number): Report['months'] {
  const { session, equity, deposit } = days.columns
  const months = new Map<string, { profit: number; readonly returns: number[] }>()
  for (const [i, value] of equity.entries()) {
    const name = session[i]?.slice(0, 7) ?? ''
    const month = months.get(name) ?? { profit: 0, returns: [] }
    months.set(name, month)
    month.profit += value - (deposit[i] ?? 0) - (i === 0 ? openingCash : (equity[i - 1] ?? 0))
    month.returns.push(days.returns[i] ?? 0)
  }
  return [...months]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, { profit, returns }]) => ({
      month,
      profit: Number(profit.toFixed(2)),
      return: totalReturn(returns),
    }))
}

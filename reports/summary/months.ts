/** The table of months. */

import { op, table } from 'arquero'
import { totalReturn } from '../metrics/index.ts'
import type { Report } from '../schema/report.ts'
import type { Days } from './days.ts'

/** Profit and compounded return of each month, ascending. */
export function monthsOf(days: Days, openingCash: number): Report['months'] {
  const { session, equity, deposit } = days.columns
  const profit = equity.map(
    (value, i) => value - (deposit[i] ?? 0) - (i === 0 ? openingCash : (equity[i - 1] ?? 0)),
  )
  const rows = table({ month: session.map(day => day.slice(0, 7)), profit, return: [...days.returns] })
    .groupby('month')
    .rollup({ profit: op.sum('profit'), returns: op.array_agg('return') })
    .orderby('month')
    .objects() as { month: string; profit: number; returns: number[] }[]
  return rows.map(row => ({
    month: row.month,
    profit: Number(row.profit.toFixed(2)),
    return: totalReturn(row.returns),
  }))
}

/** The account by month: last and lowest equity, deepest drawdown, peak margin use. */

import { meaningOf } from '../../schema/meanings.ts'
import type { StreamedReport } from '../../schema/report.ts'
import { money, percent } from '../parts/format.ts'
import { Table, Term, termColumn } from '../parts/parts.tsx'
import type { Timeline } from '../stacks/timeline.ts'

interface MonthEnd {
  readonly month: string
  last: number
  lowest: number
  deepest: number
  initial: number | null
  maintenance: number | null
}

export const MonthEnds = ({ report, timeline }: { report: StreamedReport; timeline: Timeline }) => {
  const { currency } = report.run
  return (
    <Table
      caption="The account by month"
      columns={[
        { head: <Term name="months[].month" /> },
        termColumn('days.equity', currency, 'Last equity'),
        { head: 'Lowest', unit: currency, numeric: true },
        termColumn('days.drawdown', currency, meaningOf('headline.maxDrawdown').title),
        termColumn('days.initial / days.equity', currency, meaningOf('headline.peakMarginShare').title),
        termColumn('(days.maintenance - days.premiumIncluded) / days.equity', currency, 'Peak maintenance'),
      ]}
      rows={monthEndsOf(report, timeline).map(row => [
        row.month,
        money(row.last, currency),
        money(row.lowest, currency),
        percent(row.deepest),
        percent(row.initial),
        percent(row.maintenance),
      ])}
    />
  )
}

function monthEndsOf(report: StreamedReport, timeline: Timeline): MonthEnd[] {
  const rows = new Map<string, MonthEnd>()
  for (const [i, session] of report.days.session.entries()) {
    const month = session.slice(0, 7)
    const equity = timeline.equity[i] ?? 0
    const row = rows.get(month) ?? {
      month,
      last: equity,
      lowest: equity,
      deepest: 0,
      initial: null,
      maintenance: null,
    }
    rows.set(month, row)
    row.last = equity
    row.lowest = Math.min(row.lowest, equity)
    row.deepest = Math.max(row.deepest, -(timeline.underPeak[i] ?? 0))
    row.initial = greater(row.initial, timeline.initialShare[i] ?? null)
    row.maintenance = greater(row.maintenance, timeline.maintenanceShare[i] ?? null)
  }
  return [...rows.values()]
}

const greater = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b)

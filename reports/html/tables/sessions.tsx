/** The account and the market session by session, or by month where there are too many sessions to read. */

import type { Report, StreamedReport } from '../../schema/report.ts'
import { money, NONE, percent, points } from '../parts/format.ts'
import { Table, Term, termColumn } from '../parts/parts.tsx'
import type { Timeline } from '../stacks/timeline.ts'
import { MonthEnds } from './month-ends.tsx'

/** More rows than this nobody reads; the months stand for them. */
const ROWS_MOST = 1000

export const Sessions = ({ report, timeline }: { report: StreamedReport; timeline: Timeline }) => {
  const { days, run } = report
  if (days.session.length > ROWS_MOST) {
    return (
      <>
        <p>
          By month; all {days.session.length} rows are in <code>report.json</code> under <code>days</code>.
        </p>
        <MonthEnds report={report} timeline={timeline} />
      </>
    )
  }
  const zones = zonesBySession(report.zones)
  const unit = run.currency
  const { scenario, carving } = days
  const market = report.zones !== null || !report.basis
  return (
    <Table
      caption="Session by session"
      columns={[
        { head: <Term name="days.session" /> },
        termColumn('days.equity', unit),
        termColumn('days.cash', unit),
        termColumn('days.drawdown', unit),
        termColumn('days.initial', unit),
        termColumn('days.maintenance', unit),
        termColumn('days.initial / days.equity', unit),
        ...(scenario ? [{ head: <Term name="days.scenario" /> }] : []),
        ...(carving ? [{ head: <Term name="days.carving" /> }] : []),
        termColumn('days.deposit', unit),
        ...(market
          ? [
              termColumn('zones.underlying', unit),
              termColumn('zones.putLower', unit),
              termColumn('zones.callLower', unit),
            ]
          : []),
      ]}
      rows={days.session.map((session, i) => {
        const seen = zones.get(session)
        return [
          session,
          money(days.equity[i], unit),
          money(days.cash[i], unit),
          percent(days.drawdown[i]),
          money(days.initial[i], unit),
          money(days.maintenance[i], unit),
          percent(timeline.initialShare[i]),
          ...(scenario ? [scenario[i] ?? NONE] : []),
          ...(carving ? [carving[i] ?? NONE] : []),
          days.deposit[i] === 0 ? NONE : money(days.deposit[i], unit),
          ...(market
            ? [
                points(seen?.underlying),
                seen ? range(seen.putLower, seen.putUpper) : NONE,
                seen ? range(seen.callLower, seen.callUpper) : NONE,
              ]
            : []),
        ]
      })}
    />
  )
}

interface Seen {
  readonly underlying: number | null
  readonly putLower: number | null
  readonly putUpper: number | null
  readonly callLower: number | null
  readonly callUpper: number | null
}

function zonesBySession(zones: Report['zones']): Map<string, Seen> {
  if (!zones) return new Map()
  return new Map(
    zones.session.map((session, i) => [
      session,
      {
        underlying: zones.underlying[i] ?? null,
        putLower: zones.putLower[i] ?? null,
        putUpper: zones.putUpper[i] ?? null,
        callLower: zones.callLower[i] ?? null,
        callUpper: zones.callUpper[i] ?? null,
      },
    ]),
  )
}

const range = (low: number | null, high: number | null): string =>
  low === null || high === null ? NONE : low === high ? points(low) : `${points(low)} to ${points(high)}`

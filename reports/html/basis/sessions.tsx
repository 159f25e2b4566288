/** Liquidity and basis as tables, session by session or, where there are too many, at the ends of months. */

import type { Basis } from '../../schema/basis.ts'
import type { StreamedReport } from '../../schema/report.ts'
import { fixed, in32nds, money, percent, points } from '../parts/format.ts'
import { Table, Term, termColumn } from '../parts/parts.tsx'

/** More rows than this nobody reads. */
const ROWS_MOST = 1000

/** Indices of the rows that are printed: all, or the last of each month. */
function rowsOf(sessions: readonly string[]): number[] {
  const all = sessions.map((_, i) => i)
  return sessions.length <= ROWS_MOST
    ? all
    : all.filter(i => sessions[i]?.slice(0, 7) !== sessions[i + 1]?.slice(0, 7))
}

const Thinned = ({ sessions, of }: { sessions: readonly string[]; of: string }) =>
  sessions.length <= ROWS_MOST ? null : (
    <p>
      The last session of each month; all {sessions.length} rows are in <code>report.json</code> under{' '}
      <code>{of}</code>.
    </p>
  )

export const LiquidityTable = ({ basis: { days }, report }: { basis: Basis; report: StreamedReport }) => {
  const unit = report.run.currency
  const { session } = report.days
  return (
    <>
      <Thinned sessions={session} of="basis.days" />
      <Table
        caption="Liquidity"
        hideCaption
        columns={[
          { head: <Term name="days.session" /> },
          termColumn('basis.days.cashFree', unit),
          termColumn('basis.days.marginPosted', unit),
          termColumn('basis.days.creditDrawn', unit),
          termColumn('basis.days.bondValue', unit),
          termColumn('basis.days.borrowed', unit),
          termColumn('basis.days.leverage', unit),
          termColumn('basis.days.distanceToCall', unit),
          termColumn('basis.days.repoPercent', unit),
        ]}
        rows={rowsOf(session).map(i => [
          session[i] ?? '',
          money(days.cashFree[i], unit),
          money(days.marginPosted[i], unit),
          money(days.creditDrawn[i], unit),
          money(days.bondValue[i], unit),
          money(days.borrowed[i], unit),
          fixed(days.leverage[i], 1),
          percent(days.distanceToCall[i], 2),
          points(days.repoPercent[i]),
        ])}
      />
    </>
  )
}

export const RichnessTable = ({ seen }: { seen: NonNullable<Basis['seen']> }) => (
  <>
    <Thinned sessions={seen.session} of="basis.seen" />
    <Table
      caption="The basis as the strategy saw it"
      hideCaption
      columns={[
        { head: <Term name="days.session" /> },
        { head: <Term name="basis.seen.contract" /> },
        { head: <Term name="basis.seen.cheapest" /> },
        termColumn('basis.seen.impliedRepoPercent', ''),
        termColumn('basis.seen.fundingPercent', ''),
        termColumn('basis.seen.heldNetBasis', ''),
        termColumn('basis.seen.cheapestNetBasis', ''),
      ]}
      rows={rowsOf(seen.session).map(i => [
        seen.session[i] ?? '',
        seen.contract[i] ?? '',
        seen.cheapest[i] ?? '',
        fixed(seen.impliedRepoPercent[i], 3),
        fixed(seen.fundingPercent[i], 3),
        fixed(in32nds(seen.heldNetBasis[i] ?? null), 2),
        fixed(in32nds(seen.cheapestNetBasis[i] ?? null), 2),
      ])}
    />
  </>
)

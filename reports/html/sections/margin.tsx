/** Margin: the share of the limit over time, and each call as a process. */

import type { StreamedReport } from '../../schema/report.ts'
import type { ForcedFill } from '../../summary/overview.ts'
import { Figure } from '../charts/figure.tsx'
import { fixed, money, percent, typeset } from '../parts/format.ts'
import { Section, Table, Term, termColumn } from '../parts/parts.tsx'
import { type List, RowData, Rows } from '../rows/rows.tsx'
import { marginSentence } from '../stacks/account.ts'
import type { Drawn } from '../stacks/index.ts'
import { MonthEnds } from '../tables/month-ends.tsx'
import { Call } from './call.tsx'

interface Props {
  readonly report: StreamedReport
  readonly drawn: Drawn | null
  readonly forced: readonly ForcedFill[]
  readonly later: List[]
}

export const Margin = ({ report, drawn, forced, later }: Props) => (
  <Section id="margin" title="Margin">
    {drawn ? (
      <Figure
        stack={drawn.stacks.limit}
        title="Share of the limit over time"
        sentence={marginSentence(report, drawn.timeline)}
      >
        <MonthEnds report={report} timeline={drawn.timeline} />
      </Figure>
    ) : null}
    <MarginModels report={report} />
    {report.calls.length === 0 ? (
      <p class="lead">Margin was never called.</p>
    ) : (
      <Calls report={report} forced={forced} later={later} />
    )}
  </Section>
)

const Calls = ({ report, forced, later }: Omit<Props, 'drawn'>) => {
  const list: List = {
    name: 'calls',
    length: report.calls.length,
    items: report.calls.map(call => (
      <Call call={call} forced={forced} currency={report.run.currency} key={call.id} />
    )),
  }
  return (
    <>
      <div>
        <Rows list={list} />
      </div>
      <RowData list={list} later={later} />
    </>
  )
}

/** Nothing when only one model was asked. */
const MarginModels = ({ report }: { report: StreamedReport }) => {
  const { marginModels, run } = report
  if (marginModels.length === 0) return null
  const faults = marginModels.filter(one => one.fault !== null)
  return (
    <>
      <Table
        caption="Margin models side by side"
        columns={[
          { head: 'Model' },
          termColumn('marginModels[].peakInitial', run.currency),
          termColumn('marginModels[].peakShare', run.currency),
          { head: <Term name="marginModels[].peakSession" /> },
          termColumn('marginModels[].averageShare', run.currency),
          termColumn('marginModels[].calls', run.currency),
          { head: <Term name="marginModels[].firstCall" /> },
        ]}
        rows={marginModels.map(one => [
          one.rules ? `${one.model} (rules here)` : one.model,
          one.peakInitial === null ? 'not known' : money(one.peakInitial, run.currency),
          percent(one.peakShare, 1),
          one.peakSession ?? 'never',
          percent(one.averageShare, 1),
          one.calls === null ? 'not known' : fixed(one.calls, 0),
          one.firstCall ?? 'never',
        ])}
      />
      {faults.map(one => (
        <p key={one.model}>
          {one.model}: {typeset(one.fault ?? '')}
        </p>
      ))}
    </>
  )
}

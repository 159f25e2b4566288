/** Margin: the share of the limit over time, and each call as a process. */

import type { StreamedReport } from '../../schema/report.ts'
import type { ForcedFill } from '../../summary/overview.ts'
import { Figure } from '../charts/figure.tsx'
import { Section } from '../parts/section.tsx'
import { type List, RowData, Rows } from '../rows/rows.tsx'
import type { Drawn } from '../stacks/index.ts'
import { MonthEnds } from '../tables/month-ends.tsx'
import { marginSentence } from '../texts/account.ts'
import { Call } from './call.tsx'
import { MarginModels } from './margin-models.tsx'

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

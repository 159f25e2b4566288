/** Margin: the share of the limit over time, and each call as a process. */

import type { Report } from '../../schema/report.ts'
import { Figure } from '../charts/figure.tsx'
import { Section } from '../parts/section.tsx'
import { type List, RowData, Rows } from '../rows/rows.tsx'
import type { Drawn } from '../stacks/index.ts'
import { MonthEnds } from '../tables/month-ends.tsx'
import { marginSentence } from '../texts/account.ts'
import { Call, forcedFills } from './call.tsx'
import { MarginModels } from './margin-models.tsx'

export const Margin = ({ report, drawn }: { report: Report; drawn: Drawn | null }) => (
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
    {report.calls.length === 0 ? <p class="lead">Margin was never called.</p> : <Calls report={report} />}
  </Section>
)

const Calls = ({ report }: { report: Report }) => {
  const forced = forcedFills(report)
  const list: List = {
    name: 'calls',
    items: report.calls.map(call => (
      <Call call={call} forced={forced} currency={report.run.currency} key={call.id} />
    )),
  }
  return (
    <>
      <div>
        <Rows list={list} />
      </div>
      <RowData list={list} />
    </>
  )
}

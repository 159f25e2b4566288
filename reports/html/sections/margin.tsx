/** Margin: the share of the limit over time, and each call as a process. */

import { Figure } from '../charts/figure.tsx'
import { Section } from '../parts/section.tsx'
import { marginStack } from '../stacks/margin.ts'
import type { Timeline } from '../stacks/timeline.ts'
import { MonthEnds } from '../tables/month-ends.tsx'
import { marginSentence } from '../texts/account.ts'
import { Call } from './call.tsx'
import type { Report } from '../../schema.ts'

export const Margin = ({ report, timeline }: { report: Report; timeline: Timeline | null }) => (
  <Section id="margin" title="Margin">
    {timeline ? (
      <Figure stack={marginStack(report, timeline)} title="Share of the limit over time" sentence={marginSentence(report, timeline)}>
        <MonthEnds report={report} timeline={timeline} />
      </Figure>
    ) : null}
    {report.calls.length === 0 ? (
      <p class="lead">Margin was never called.</p>
    ) : (
      report.calls.map(call => <Call call={call} report={report} key={call.id} />)
    )}
  </Section>
)

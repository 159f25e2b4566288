/** The first screen: what was run, what came out, what to worry about, and the account in one picture. */

import { meaningOf } from '../../schema/meanings.ts'
import type { StreamedReport } from '../../schema/report.ts'
import { Figure } from '../charts/figure.tsx'
import { HALF } from '../charts/format.ts'
import { fixed, money } from '../format/number.ts'
import { typeset } from '../format/prose.ts'
import type { Drawn } from '../stacks/index.ts'
import { MonthEnds } from '../tables/month-ends.tsx'
import { accountSentence } from '../texts/account.ts'
import { Findings } from './findings.tsx'
import { Headline } from './headline.tsx'

export const FirstScreen = ({ report, drawn }: { report: StreamedReport; drawn: Drawn | null }) => (
  <>
    <header class="head">
      <p class="eyebrow">{report.name}</p>
      <h1>{typeset(report.sentence)}</h1>
      <WhatWasRun report={report} />
    </header>
    <div class="first">
      <Findings report={report} />
      <div class="first-picture">
        {drawn ? (
          <Figure
            stack={drawn.stacks.account}
            title="The account"
            sentence={accountSentence(report, drawn.timeline)}
            wide={HALF}
          >
            <MonthEnds report={report} timeline={drawn.timeline} />
          </Figure>
        ) : (
          <p class="lead">The run has no session: there is nothing to draw.</p>
        )}
      </div>
    </div>
    <Headline report={report} />
  </>
)

const WhatWasRun = ({ report: { run, strategy } }: { report: StreamedReport }) => {
  const product = strategy.params.product
  const reserve = run.reserve > 0 ? `, ${money(run.reserve, run.currency)} in reserve` : ''
  return (
    <div class="run">
      <p>{typeset(strategy.about)}</p>
      <dl>
        <div>
          <dt>Strategy</dt>
          <dd>{strategy.name}</dd>
        </div>
        {typeof product === 'string' ? (
          <div>
            <dt>Product</dt>
            <dd>{product}</dd>
          </div>
        ) : null}
        <div>
          <dt>{meaningOf('run.sessions').title}</dt>
          <dd>
            {run.firstSession ?? run.from} to {run.lastSession ?? run.to}, {fixed(run.sessions, 0)} in zone{' '}
            {run.zone}
          </dd>
        </div>
        <div>
          <dt>{meaningOf('run.equityStart').title}</dt>
          <dd>
            {run.currency} {money(run.equityStart, run.currency)}
            {reserve}
          </dd>
        </div>
      </dl>
    </div>
  )
}

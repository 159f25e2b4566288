/** The first screen: what was run, what came out, what to worry about, and the account in one picture. */

import type { ComponentChildren } from 'preact'
import { minorDigits } from '../../../engine/model/money.ts'
import { type MeaningName, meaningOf } from '../../schema/meanings.ts'
import type { Finding, StreamedReport } from '../../schema/report.ts'
import { Figure } from '../charts/figure.tsx'
import { HALF } from '../charts/stack.ts'
import { anchorOf } from '../parts/anchors.ts'
import { fixed, money, moneySigned, NONE, percent, plain, THIN, typeset } from '../parts/format.ts'
import { Term } from '../parts/parts.tsx'
import { accountSentence } from '../stacks/account.ts'
import type { Drawn } from '../stacks/index.ts'
import { MonthEnds } from '../tables/month-ends.tsx'

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

type Row = readonly [MeaningName, ComponentChildren, boolean?]

const Headline = ({ report }: { report: StreamedReport }) => (
  <section id="headline" class="headline" aria-labelledby="headline-title">
    <h2 id="headline-title" class="vh">
      Headline numbers
    </h2>
    <Group title={`Outcome, ${report.run.currency}`} rows={outcome(report)} />
    <Group title="Risk" rows={risk(report)} />
    <Group title="Margin" rows={margin(report)} />
    <Group title="Trades" rows={trades(report)} />
  </section>
)

const Group = ({ title, rows }: { title: string; rows: readonly Row[] }) => (
  <div>
    <h3>{title}</h3>
    <dl>
      {rows.map(([name, value, bad]) => (
        <div key={name}>
          <dt>
            <Term name={name} />
          </dt>
          <dd class={bad ? 'wrong' : undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  </div>
)

const outcome = ({ headline: h, run: { currency } }: StreamedReport): Row[] => [
  ['headline.profit', moneySigned(h.profit, currency), h.profit < 0],
  ['headline.equityEnd', money(h.equityEnd, currency), h.equityEnd < 0],
  ['headline.totalReturn', percent(h.totalReturn)],
  ['headline.cagr', percent(h.cagr)],
  ['headline.commission', money(h.commission, currency)],
  ['headline.interest', moneySigned(h.interest, currency)],
]

const risk = ({ headline: h }: StreamedReport): Row[] => [
  ['headline.annualVol', percent(h.annualVol)],
  ['headline.sharpeAnnual', fixed(h.sharpeAnnual, 2)],
  ['headline.sortinoAnnual', fixed(h.sortinoAnnual, 2)],
  ['headline.calmar', fixed(h.calmar, 2)],
  ['headline.probSharpeVs0', percent(h.probSharpeVs0)],
  ['headline.esHistorical95', percent(h.esHistorical95, 2)],
  ['headline.maxDrawdown', percent(h.maxDrawdown)],
  ['headline.maxDrawdownFrom', h.maxDrawdownFrom ?? NONE],
  ['headline.maxDrawdownTo', h.maxDrawdownTo ?? NONE],
  ['headline.longestUnderwaterSessions', fixed(h.longestUnderwaterSessions, 0)],
]

const margin = ({ headline: h }: StreamedReport): Row[] => [
  ['headline.peakMarginShare', percent(h.peakMarginShare)],
  ['headline.peakMarginSession', h.peakMarginSession ?? NONE],
  ['headline.openingMarginShare', percent(h.openingMarginShare)],
  ['headline.averageMarginShare', percent(h.averageMarginShare)],
  ['headline.marginCalls', fixed(h.marginCalls, 0), h.marginCalls > 0],
  ['headline.bankrupt', h.bankrupt ? 'yes' : 'no', h.bankrupt],
]

const trades = ({ headline: h }: StreamedReport): Row[] => [
  ['headline.trades', fixed(h.trades, 0)],
  ['headline.winShare', percent(h.winShare)],
  ['headline.profitFactor', fixed(h.profitFactor, 2)],
  ['headline.averageHoldingDays', fixed(h.averageHoldingDays, 1)],
  ['headline.stops', fixed(h.stops, 0)],
  ['headline.assignments', fixed(h.assignments, 0)],
  ['headline.expiredWorthless', fixed(h.expiredWorthless, 0)],
  ['headline.refusals', fixed(h.refusals, 0)],
]

const WEIGHT = { bad: 'Serious', warn: 'Caution', note: 'Note' } as const
const SIGN = { bad: '\u25a0', warn: '\u25b2', note: '\u25cf' } as const

const Findings = ({ report }: { report: StreamedReport }) => (
  <section id="findings" class="findings" aria-labelledby="findings-title">
    <h2 id="findings-title">What to worry about</h2>
    {report.findings.length === 0 ? (
      <p>No finding.</p>
    ) : (
      <ul>
        {report.findings.map(finding => (
          <li class={finding.severity} key={finding.id}>
            <p class="weight">
              <span aria-hidden="true">{SIGN[finding.severity]} </span>
              {WEIGHT[finding.severity]}
              {finding.value === null ? null : (
                <b>
                  <Term name="findings[].value">{numberOf(finding, report.run.currency)}</Term>
                </b>
              )}
            </p>
            <p>
              {typeset(finding.text)} <a href={anchorOf(finding.link)}>Evidence</a>
            </p>
          </li>
        ))}
      </ul>
    )}
  </section>
)

function numberOf({ value, unit }: Finding, currency: string): string {
  if (value === null) return ''
  if (unit === currency) return `${unit} ${fixed(value, minorDigits(currency))}`
  return unit.startsWith('%') ? `${fixed(value, 1)}${THIN}${unit}` : `${plain(value)} ${unit}`
}

/** The numbers at the top, each with its definition one tap away. */

import type { ComponentChildren } from 'preact'
import type { MeaningName } from '../../schema/meanings.ts'
import type { StreamedReport } from '../../schema/report.ts'
import { fixed, money, moneySigned, NONE, percent } from '../format/number.ts'
import { Term } from '../parts/term.tsx'

type Row = readonly [MeaningName, ComponentChildren, boolean?]

export const Headline = ({ report }: { report: StreamedReport }) => (
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

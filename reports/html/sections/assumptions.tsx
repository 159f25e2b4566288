/** The assumptions of the run in plain words, and its settings. */

import type { Report, StreamedReport } from '../../schema/report.ts'
import { fixed, money, plain, typeset } from '../parts/format.ts'
import { Section, Table, Term } from '../parts/parts.tsx'

export const Assumptions = ({ report }: { report: StreamedReport }) => (
  <Section id="assumptions" title="Assumptions">
    <ul class="prose">
      {report.assumptions.map(text => (
        <li>{typeset(text)}</li>
      ))}
    </ul>
    <details class="more">
      <summary>Settings of the run</summary>
      <Table
        caption="Settings of the run"
        hideCaption
        columns={[{ head: 'Setting' }, { head: 'Value' }, { head: 'Key' }]}
        rows={settingsOf(report).map(([key, value]) => [
          <Term name={`run.${key}`} />,
          value,
          <code>{`run.${key}`}</code>,
        ])}
      />
    </details>
  </Section>
)

/** Settings and their values, under the names that the schema gives them. */
const settingsOf = ({
  run,
}: StreamedReport): (readonly [Exclude<keyof Report['run'], 'funding'>, string])[] => [
  ['cash', `${run.currency} ${money(run.cash, run.currency)}`],
  ['reserve', `${run.currency} ${money(run.reserve, run.currency)}`],
  ['fill', run.fill],
  ['slippageTicks', plain(run.slippageTicks)],
  ['commissionPerContract', plain(run.commissionPerContract)],
  ['cashRatePercent', plain(run.cashRatePercent)],
  ['marginModel', run.marginModel],
  ['callPolicy', run.callPolicy],
  ['callDays', fixed(run.callDays, 0)],
  ['oiLagSessions', fixed(run.oiLagSessions, 0)],
  ['warmup', fixed(run.warmup, 0)],
  ['missingSettlement', run.missingSettlement],
  ['seed', String(run.seed)],
]

/** The assumptions of the run in plain words, and its settings. */

import type { Report } from '../../schema/report.ts'
import { fixed, money, plain } from '../format/number.ts'
import { typeset } from '../format/prose.ts'
import { Section } from '../parts/section.tsx'
import { Table } from '../parts/table.tsx'

export const Assumptions = ({ report }: { report: Report }) => (
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
        rows={settingsOf(report).map(([name, value, key]) => [name, value, <code>{`run.${key}`}</code>])}
      />
    </details>
  </Section>
)

const settingsOf = ({ run }: Report): (readonly [string, string, string])[] => [
  ['Opening cash', `${run.currency} ${money(run.cash, run.currency)}`, 'cash'],
  ['Reserve for margin calls', `${run.currency} ${money(run.reserve, run.currency)}`, 'reserve'],
  ['Fills', run.fill, 'fill'],
  ['Slippage, ticks', plain(run.slippageTicks), 'slippageTicks'],
  ['Commission a contract', plain(run.commissionPerContract), 'commissionPerContract'],
  ['Interest on cash, % a year', plain(run.cashRatePercent), 'cashRatePercent'],
  ['Margin model', run.marginModel, 'marginModel'],
  ['Margin calls', run.callPolicy, 'callPolicy'],
  ['Sessions to meet a call', fixed(run.callDays, 0), 'callDays'],
  ['Lag of open interest, sessions', fixed(run.oiLagSessions, 0), 'oiLagSessions'],
  ['Warm-up, bars', fixed(run.warmup, 0), 'warmup'],
  ['Missing settlement', run.missingSettlement, 'missingSettlement'],
  ['Seed', String(run.seed), 'seed'],
]

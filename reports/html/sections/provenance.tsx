/** Where everything came from and how to run it again. */

import { stringify } from 'yaml'
import { meaningOf } from '../../schema/meanings.ts'
import type { StreamedReport } from '../../schema/report.ts'
import { NONE } from '../format/number.ts'
import { Section } from '../parts/section.tsx'
import { Table } from '../parts/table.tsx'

const KIND = {
  synthetic: 'synthetic: a seeded generator made the data',
  imported: 'imported from the sources below',
  memory: 'handed over in memory',
  modelled: 'the sources below; premiums are modelled, not observed',
} as const

export const Provenance = ({ report: { provenance, schema, run } }: { report: StreamedReport }) => (
  <Section id="provenance" title="Provenance">
    <h3>Run it again</h3>
    <pre class="command">
      <code>{provenance.rerun}</code>
    </pre>
    <dl class="facts wide">
      {[
        ['Engine', provenance.engine],
        ['Report schema', schema],
        ['Experiment, sha256', provenance.specHash],
        ['Own strategy file, sha256', provenance.strategyHash ?? 'none, the strategy is built in'],
        ['Store', provenance.store],
        ['Data', KIND[provenance.kind]],
        [meaningOf('run.seed').title, String(run.seed)],
      ].map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>
            <code>{value}</code>
          </dd>
        </div>
      ))}
    </dl>
    <Table
      caption="Sources"
      columns={[{ head: 'Source' }, { head: 'Licence' }, { head: 'sha256' }]}
      rows={provenance.sources.map(({ name, licence, sha256 }) => [
        name,
        licence || NONE,
        <code>{sha256 || NONE}</code>,
      ])}
    />
    <h3>The experiment with every default</h3>
    <details class="more">
      <summary>Experiment as YAML</summary>
      <pre>
        <code>{stringify(provenance.experiment, { lineWidth: 0 })}</code>
      </pre>
    </details>
  </Section>
)

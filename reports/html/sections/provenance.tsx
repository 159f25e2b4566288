/** How a run was made: its parameters, where everything came from, how to run it again, and what the words mean. */

import { stringify } from 'yaml'
import { GLOSSARY, meaningOf } from '../../schema/meanings.ts'
import type { StreamedReport } from '../../schema/report.ts'
import { NONE, typeset, valueText } from '../parts/format.ts'
import { Glossary, RunAgain, Section, Table } from '../parts/parts.tsx'

/** The parameters of the strategy, each with its value and its meaning. */
export const Parameters = ({ report: { strategy } }: { report: StreamedReport }) => {
  const names = Object.keys(strategy.params)
  return (
    <Section id="parameters" title="Parameters">
      {names.length === 0 ? (
        <p class="lead">The strategy has no parameters.</p>
      ) : (
        <Table
          caption={`Parameters of ${strategy.name}; keys strategy.params and strategy.docs`}
          columns={[{ head: 'Parameter' }, { head: 'Value' }, { head: 'Meaning' }]}
          rows={names.map(name => [
            <code>{name}</code>,
            valueText(strategy.params[name]),
            typeset(strategy.docs[name] ?? ''),
          ])}
        />
      )}
    </Section>
  )
}

const KIND = {
  synthetic: 'synthetic: a seeded generator made the data',
  imported: 'imported from the sources below',
  memory: 'handed over in memory',
  modelled: 'the sources below; premiums are modelled, not observed',
} as const

export const Provenance = ({ report: { provenance, schema, run } }: { report: StreamedReport }) => (
  <Section id="provenance" title="Provenance">
    <RunAgain
      rerun={provenance.rerun}
      facts={[
        ['Engine', provenance.engine],
        ['Report schema', schema],
        ['Experiment, sha256', provenance.specHash],
        ['Own strategy file, sha256', provenance.strategyHash ?? 'none, the strategy is built in'],
        ['Store', provenance.store],
        ['Data', KIND[provenance.kind]],
        [meaningOf('run.seed').title, String(run.seed)],
      ]}
    />
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

/** All definitions as a list, for paper and for reading at length. */
export const Definitions = () => (
  <Section id="definitions" title="Definitions">
    <p class="lead">
      Each name on this page that is underlined with dots opens its entry of this list. The key says where the
      number stands in <code>report.json</code>.
    </p>
    <details class="more">
      <summary>All {GLOSSARY.length} definitions</summary>
      <Glossary entries={GLOSSARY} />
    </details>
  </Section>
)

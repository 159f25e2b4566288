/** The parameters of the strategy, each with its value and its meaning. */

import type { StreamedReport } from '../../schema/report.ts'
import { typeset } from '../format/prose.ts'
import { valueText } from '../format/value.ts'
import { Section } from '../parts/section.tsx'
import { Table } from '../parts/table.tsx'

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

/** The numbers that a rule looked at, by their names. */

import { words } from '../format/prose.ts'
import { valueText } from '../format/value.ts'

export const Evidence = ({ evidence }: { evidence: Readonly<Record<string, unknown>> }) => (
  <dl class="facts">
    {Object.entries(evidence).map(([name, value]) => (
      <div key={name}>
        <dt>{words(name)}</dt>
        <dd>{valueText(value)}</dd>
      </div>
    ))}
  </dl>
)

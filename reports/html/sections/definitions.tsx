/** All definitions as a list, for paper and for reading at length. */

import { DEFINITIONS } from '../definitions/index.ts'
import { Section } from '../parts/section.tsx'

export const Definitions = () => (
  <Section id="definitions" title="Definitions">
    <p class="lead">
      Each name on this page that is underlined with dots opens its entry of this list. The key says where the
      number stands in <code>report.json</code>.
    </p>
    <details class="more">
      <summary>All {DEFINITIONS.length} definitions</summary>
      <dl class="glossary">
        {DEFINITIONS.map(([name, { label, key, unit, text }]) => (
          <div key={name}>
            <dt>
              {label} <span class="unit">{unit}</span>
            </dt>
            <dd>
              {text} <code>{key}</code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  </Section>
)

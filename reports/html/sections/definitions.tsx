/** All definitions as a list, for paper and for reading at length. */

import { GLOSSARY } from '../../schema/meanings.ts'
import { Glossary } from '../parts/popovers.tsx'
import { Section } from '../parts/section.tsx'

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

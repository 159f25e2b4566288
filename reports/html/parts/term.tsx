/** A name that shows its definition when tapped. */

import type { ComponentChildren } from 'preact'
import { type DefinitionName, definitionOf, popoverId } from '../definitions/index.ts'

/** A button that opens the pop-up of a definition; the browser does it, no script is needed. */
export const Term = ({ name, children }: { name: DefinitionName; children?: ComponentChildren }) => (
  <button type="button" class="term" popovertarget={popoverId(name)}>
    {children ?? definitionOf(name).label}
  </button>
)

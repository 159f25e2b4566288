/** Names that show what they mean when tapped; the browser does it, no script is needed. */

import { popoverIds } from '../html/parts/popovers.tsx'
import { LEVERAGE_GLOSSARY } from '../schema/leverage.ts'
import { type LeverageTerm, titleOf } from './terms.ts'

const IDS = popoverIds(LEVERAGE_GLOSSARY)

/** A button that opens the pop-up of a name. */
export const Meaning = ({ name }: { name: LeverageTerm }) => (
  <button type="button" class="term" popovertarget={IDS.get(`experiments[].runs[].${name}`)}>
    {titleOf(name)}
  </button>
)

/** What the numbers of a comparison are called, and names that show what they mean when tapped. */

import { popoverIds } from '../html/parts/parts.tsx'
import type { Meaning, Path } from '../schema/fields.ts'
import { LEVERAGE_GLOSSARY, LEVERAGE_MEANINGS } from '../schema/leverage.ts'
import type { ComparedRun } from './leverage-run.ts'

/** Paths below a run of the comparison: every number, and what else has a meaning. */
export type LeverageTerm = Path<ComparedRun, number> | keyof typeof LEVERAGE_MEANINGS

/** A number without a meaning does not compile. */
const MEANINGS: Readonly<Record<LeverageTerm, Meaning>> = LEVERAGE_MEANINGS

export const titleOf = (name: LeverageTerm): string => MEANINGS[name].title

/** The head of a column of plain text: with the unit where the cells do not say it. */
export function headOf(name: LeverageTerm, currency: string): string {
  const { title, unit } = MEANINGS[name]
  if (unit === 'currency') return `${title} ${currency}`
  return unit === 'days' ? `${title} ${unit}` : title
}

const IDS = popoverIds(LEVERAGE_GLOSSARY)

/** A button that opens the pop-up of a name. */
export const Term = ({ name }: { name: LeverageTerm }) => (
  <button type="button" class="term" popovertarget={IDS.get(`experiments[].runs[].${name}`)}>
    {titleOf(name)}
  </button>
)

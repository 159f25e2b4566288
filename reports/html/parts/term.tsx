/** A name that shows its definition when tapped. */

import type { ComponentChildren } from 'preact'
import { GLOSSARY, type MeaningName, meaningOf, unitOf } from '../../schema/meanings.ts'
import { popoverIds } from './popovers.tsx'
import type { Column } from './table.tsx'

const IDS = popoverIds(GLOSSARY)

/** A button that opens the pop-up of a definition; the browser does it, no script is needed. */
export const Term = ({ name, children }: { name: MeaningName; children?: ComponentChildren }) => (
  <button type="button" class="term" popovertarget={IDS.get(name)}>
    {children ?? meaningOf(name).title}
  </button>
)

/** Units that go without saying in the head of a column. */
const UNSAID: ReadonlySet<string> = new Set(['count', 'contracts'])

/** A column of numbers with its name and its unit; amounts are in `currency`. */
export function termColumn(name: MeaningName, currency: string, label?: string): Column {
  const unit = unitOf(name, currency)
  return {
    head: <Term name={name}>{label}</Term>,
    unit: UNSAID.has(unit) ? undefined : unit,
    numeric: true,
  }
}

/** Names with their meanings: terms that open a pop-up, the pop-ups, and the same as a list. */

import type { ComponentChildren } from 'preact'
import type { Entry } from '../../schema/fields.ts'
import { GLOSSARY, type MeaningName, meaningOf, unitOf } from '../../schema/meanings.ts'
import { valueText, words } from './format.ts'
import { type Column, Facts } from './table.tsx'

/** The id of the pop-up of each name. */
export const popoverIds = (entries: readonly Entry[]): ReadonlyMap<string, string> =>
  new Map(entries.flatMap(entry => entry.names.map(name => [name, idOf(entry)] as const)))

const idOf = ({ names: [name = ''] }: Entry): string => `d-${name.replace(/\W+/g, '-').replace(/^-|-$/g, '')}`

/** Each once. */
export const Popovers = ({ entries }: { entries: readonly Entry[] }) => (
  <div class="popovers">
    {entries.map(entry => (
      <div popover="auto" class="definition" id={idOf(entry)} key={idOf(entry)}>
        <p>
          <b>{entry.meaning.title}</b>, {entry.meaning.unit}
        </p>
        <p>{entry.meaning.description}</p>
        <p>
          <code>{entry.names.join(', ')}</code>
        </p>
      </div>
    ))}
  </div>
)

/** The same as a list, for paper and for readers who look things up. */
export const Glossary = ({ entries }: { entries: readonly Entry[] }) => (
  <dl class="glossary">
    {entries.map(entry => (
      <div key={idOf(entry)}>
        <dt>
          {entry.meaning.title} <span class="unit">{entry.meaning.unit}</span>
        </dt>
        <dd>
          {entry.meaning.description} <code>{entry.names.join(', ')}</code>
        </dd>
      </div>
    ))}
  </dl>
)

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

/** The numbers that a rule looked at, by their names. */
export const Evidence = ({ evidence }: { evidence: Readonly<Record<string, unknown>> }) => (
  <Facts facts={Object.entries(evidence).map(([name, value]) => [words(name), valueText(value)])} />
)

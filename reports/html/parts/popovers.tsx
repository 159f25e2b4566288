/** Meanings as pop-ups that terms open, and as a list. */

import type { Entry } from '../../schema/glossary.ts'

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

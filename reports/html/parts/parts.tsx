/** What pages are made of: sections, tables, lists of facts, and terms that open their meanings. */

import type { ComponentChildren } from 'preact'
import type { Entry } from '../../schema/fields.ts'
import { GLOSSARY, type MeaningName, meaningOf, unitOf } from '../../schema/meanings.ts'
import { valueText, words } from './format.ts'

/** A part of the page with its heading and its anchor. */
export const Section = ({
  id,
  title,
  children,
}: {
  id: string
  title: string
  children: ComponentChildren
}) => (
  <section id={id} aria-labelledby={`${id}-title`}>
    <h2 id={`${id}-title`}>{title}</h2>
    {children}
  </section>
)

/** A box that scrolls sideways by itself, so that the page never has to. */
export const Scroll = ({ label, children }: { label: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <section class="scroll" tabIndex={0} aria-label={label}>
    {children}
  </section>
)

/** A column: its header, its unit, and whether it holds numbers. */
interface Column {
  readonly head: ComponentChildren
  readonly unit?: string | undefined
  readonly numeric?: boolean
}

type Cell = ComponentChildren

/** Rows under headers; the first cell of a row is its header. It scrolls by itself when it is too wide. */
export const Table = (props: {
  caption: string
  columns: readonly Column[]
  rows: readonly (readonly Cell[])[]
  foot?: readonly Cell[] | undefined
  hideCaption?: boolean
}) => {
  const { caption, columns, rows, foot, hideCaption = false } = props
  const style = (i: number) => (columns[i]?.numeric ? 'n' : undefined)
  const line = (cells: readonly Cell[]) =>
    cells.map((cell, i) =>
      i === 0 ? (
        <th scope="row" class={style(i)}>
          {cell}
        </th>
      ) : (
        <td class={style(i)}>{cell}</td>
      ),
    )
  return (
    <Scroll label={caption}>
      <table>
        <caption class={hideCaption ? 'vh' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ head, unit, numeric }) => (
              <th scope="col" class={numeric ? 'n' : undefined}>
                {head}
                {unit ? <span class="unit"> {unit}</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(cells => (
            <tr>{line(cells)}</tr>
          ))}
        </tbody>
        {foot ? (
          <tfoot>
            <tr>{line(foot)}</tr>
          </tfoot>
        ) : null}
      </table>
    </Scroll>
  )
}

/** A name, its value, and whether something went wrong with it. */
type Fact = readonly [name: ComponentChildren, value: ComponentChildren, wrong?: boolean]

/** Names with their values, side by side. */
export const Facts = ({ facts, wide = false }: { facts: readonly Fact[]; wide?: boolean }) => (
  <dl class={wide ? 'facts wide' : 'facts'}>
    {facts.map(([name, value, wrong]) => (
      <div>
        <dt>{name}</dt>
        <dd class={wrong ? 'wrong' : undefined}>{value}</dd>
      </div>
    ))}
  </dl>
)

type Named = readonly [name: string, value: string]

/** How to run something again, and what it was made of. */
export const RunAgain = ({ rerun, facts }: { rerun: string; facts: readonly Named[] }) => (
  <>
    <h3>Run it again</h3>
    <pre class="command">
      <code>{rerun}</code>
    </pre>
    <Facts wide facts={facts.map(([name, value]) => [name, <code>{value}</code>])} />
  </>
)

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

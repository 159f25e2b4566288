/** Plain tables: a caption, headers with units, numbers to the right. */

import type { ComponentChildren } from 'preact'

/** A box that scrolls sideways by itself, so that the page never has to. */
export const Scroll = ({ label, children }: { label: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <section class="scroll" tabIndex={0} aria-label={label}>
    {children}
  </section>
)

/** A column: its header, its unit, and whether it holds numbers. */
export interface Column {
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
export type Fact = readonly [name: ComponentChildren, value: ComponentChildren, wrong?: boolean]

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

/** Lists that grow with the run: their first rows as markup, all others as data that the page's script builds on demand. */

import type { VNode } from 'preact'
import { fixed } from '../parts/format.ts'
import { Raw, scriptText } from '../parts/raw.tsx'
import { Vocabulary } from './tree.ts'

/** Rows that are there without scripts and on paper. */
export const FIRST_ROWS = 25

/** A list and its name, which is its key in report.json too. */
export interface List {
  readonly name: string
  readonly items: readonly VNode[]
}

/** Rows of a list from one index to below another; `RowData` has to stand in the page once. */
export const Rows = ({
  list,
  from = 0,
  to = list.items.length,
}: {
  list: List
  from?: number
  to?: number
}) => {
  const next = Math.max(from, Math.min(to, FIRST_ROWS))
  return (
    <>
      {list.items.slice(from, next)}
      {next === to ? null : (
        <p class="rest" data-list={list.name} data-from={next} data-to={to}>
          Not listed here: <span>{fixed(to - next, 0)}</span>; <code>report.json</code> has all, under{' '}
          <code>{list.name}</code>.
        </p>
      )}
    </>
  )
}

/** The rows after the first ones, one line of JSON each, below a line with the vocabulary: a line is read when it is shown. */
export const RowData = ({ list: { name, items } }: { list: List }) => {
  if (items.length <= FIRST_ROWS) return null
  const vocabulary = new Vocabulary()
  const lines = items.slice(FIRST_ROWS).map(item => vocabulary.jsonOf(item))
  const { shapes, words } = vocabulary
  const head = `{"first":${FIRST_ROWS},"shapes":[${shapes.join(',')}],"words":${JSON.stringify(words)}}`
  return (
    <Raw
      tag="script"
      type="application/x-ndjson"
      id={`rows-${name}`}
      html={scriptText([head, ...lines].join('\n'))}
    />
  )
}

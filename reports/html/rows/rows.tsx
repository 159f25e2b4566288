/** Lists that grow with the run: their first rows as markup, all others as data that the page's script builds on demand. */

import type { VNode } from 'preact'
import { fixed } from '../format/number.ts'
import { scriptText } from '../parts/escape.ts'
import { Raw } from '../parts/raw.tsx'
import { Vocabulary } from './tree.ts'

/** Rows that are there without scripts and on paper. */
export const FIRST_ROWS = 25

/** A list and its name, which is its key in report.json too. */
export interface List {
  readonly name: string
  readonly length: number
  readonly items: Iterable<VNode>
}

/** Rows of a list from one index to below another; `RowData` has to stand in the page once. */
export const Rows = ({ list, from = 0, to = list.length }: { list: List; from?: number; to?: number }) => {
  const next = Math.max(from, Math.min(to, FIRST_ROWS))
  return (
    <>
      {[...between(list.items, from, next)]}
      {next === to ? null : (
        <p class="rest" data-list={list.name} data-from={next} data-to={to}>
          Not listed here: <span>{fixed(to - next, 0)}</span>; <code>report.json</code> has all, under{' '}
          <code>{list.name}</code>.
        </p>
      )}
    </>
  )
}

/** Where the rows after the first ones stand; they are too many to be rendered with the page, so the list goes into `later`. */
export const RowData = ({ list, later }: { list: List; later: List[] }) => {
  if (list.length <= FIRST_ROWS) return null
  later.push(list)
  return <Raw tag="script" type="application/x-ndjson" id={`rows-${list.name}`} html={MARK} />
}

/** As markup it would be escaped wherever a report has it. */
export const MARK = '<rows>'

/** The rows after the first ones, one line of JSON each, below a line with the vocabulary: a line is read when it is shown. */
export function* rowData({ items }: List): Generator<string | Uint8Array> {
  const vocabulary = new Vocabulary()
  const encoder = new TextEncoder()
  const parts: Uint8Array[] = []
  let part = ''
  for (const item of between(items, FIRST_ROWS)) {
    part += `\n${vocabulary.jsonOf(item)}`
    if (part.length < PART_LENGTH) continue
    parts.push(encoder.encode(scriptText(part)))
    part = ''
  }
  const { shapes, words } = vocabulary
  yield scriptText(`{"first":${FIRST_ROWS},"shapes":[${shapes.join(',')}],"words":${JSON.stringify(words)}}`)
  yield* parts
  yield scriptText(part)
}

/** Text that is held before it becomes bytes, which take half of its memory. */
const PART_LENGTH = 1 << 16

function* between<T>(items: Iterable<T>, from: number, to = Number.POSITIVE_INFINITY): Generator<T> {
  if (from >= to) return
  let index = 0
  for (const item of items) {
    if (index >= from) yield item
    if (++index >= to) return
  }
}

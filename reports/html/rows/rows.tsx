/** Lists that grow with the run: their first rows as markup, all others as data that the page's script builds on demand. */

import { type ComponentChildren, isValidElement, type VNode } from 'preact'
import { fixed } from '../parts/format.ts'
import { Raw, scriptText } from '../parts/raw.tsx'

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

type Properties = Readonly<Record<string, unknown>> & { readonly children?: ComponentChildren }

/** Attributes that hardly two elements share; all others are told once, with the shape. */
const OWN = new Set(['id', 'href', 'd', 'aria-labelledby', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy'])

/** Shorter texts cost as much as an index, longer ones hardly ever come again: they stand where they are used. */
const WORD_LEAST = 8
const WORD_MOST = 40

/**
 * JSON of elements over one vocabulary, whose `words` and `shapes` are whole when the last element has been told. A node
 * is a text, the index of a word, or an element: `[shape, own attributes if it has any, …children]`.
 */
class Vocabulary {
  /** JSON of tag and attributes: `["td",{"class":"n"}]`. */
  readonly shapes: string[] = []
  readonly words: string[] = []
  readonly #shapeIndex = new Map<string, Map<string, number>>()
  readonly #classes = new Map<string, string>()
  /** Null = met once. */
  readonly #wordIndex = new Map<string, number | null>()

  /** An element, or a component that is called for it: without hooks and handlers, as the components of this page are. */
  jsonOf({ type, props }: VNode<Properties>): string {
    if (typeof type === 'function') {
      const component = type as (props: Properties) => ComponentChildren
      return this.#childrenOf(component(props))
    }
    let shared = ''
    let own = ''
    for (const name in props) {
      const value = props[name]
      if (name === 'children' || value === null || value === undefined || value === false) continue
      if (name === 'class' && typeof value === 'string' && shared === '') {
        shared = this.#classOf(value)
        continue
      }
      if (typeof value !== 'string' && typeof value !== 'number' && value !== true)
        throw new Error(`attribute "${name}" of <${type}> cannot be told as data`)
      const told = `"${name}":${value === true ? '""' : JSON.stringify(value)}`
      if (OWN.has(name)) own += own === '' ? told : `,${told}`
      else shared += shared === '' ? told : `,${told}`
    }
    const shape = this.#shape(type, shared)
    const children = this.#childrenOf(props.children)
    return `[${shape}${own === '' ? '' : `,{${own}}`}${children === '' ? '' : `,${children}`}]`
  }

  #childrenOf(children: ComponentChildren): string {
    if (Array.isArray(children)) {
      let all = ''
      for (const child of children) {
        const told = this.#childrenOf(child)
        if (told !== '') all += all === '' ? told : `,${told}`
      }
      return all
    }
    if (typeof children === 'string') return children === '' ? '' : this.#word(children)
    if (typeof children === 'number') return JSON.stringify(String(children))
    return isValidElement(children) ? this.jsonOf(children as VNode<Properties>) : ''
  }

  #classOf(name: string): string {
    const known = this.#classes.get(name)
    if (known !== undefined) return known
    const told = `"class":${JSON.stringify(name)}`
    this.#classes.set(name, told)
    return told
  }

  #shape(tag: string, attributes: string): number {
    const index = this.#shapeIndex.get(tag) ?? new Map<string, number>()
    this.#shapeIndex.set(tag, index)
    const known = index.get(attributes)
    if (known !== undefined) return known
    index.set(attributes, this.shapes.length)
    return this.shapes.push(`["${tag}",{${attributes}}]`) - 1
  }

  /** A text becomes a word where it is met for the second time. */
  #word(text: string): string {
    if (text.length < WORD_LEAST || text.length > WORD_MOST) return JSON.stringify(text)
    const known = this.#wordIndex.get(text)
    if (typeof known === 'number') return String(known)
    this.#wordIndex.set(text, known === undefined ? null : this.words.length)
    return known === undefined ? JSON.stringify(text) : String(this.words.push(text) - 1)
  }
}

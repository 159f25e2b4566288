/** Markup as compact data: what the page builds only when it is wanted. */

import { type ComponentChildren, isValidElement, type VNode } from 'preact'

/** Text, the index of a word, or an element: the index of its shape, its own attributes if it has any, its children. */
export type Tree = string | number | readonly [shape: number, ...(Tree | Attributes)[]]

type Attributes = Readonly<Record<string, string | number>>

type Properties = Readonly<Record<string, unknown>> & { readonly children?: ComponentChildren }

/** Attributes that hardly two elements share; all others are told once, with the shape. */
const OWN = new Set(['id', 'href', 'd', 'aria-labelledby', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy'])

/** Shorter texts stand where they are used. */
const WORD_LEAST = 4

/** Trees over one vocabulary. `words` and `shapes` are whole when the last tree has been made. */
export class Vocabulary {
  readonly shapes: (readonly [tag: string, attributes: Attributes])[] = []
  readonly words: string[] = []
  readonly #shapeIndex = new Map<string, number>()
  readonly #wordIndex = new Map<string, number | null>()

  /** An element or a component, which is called; without hooks and handlers, as the components of this page are. */
  treeOf({ type, props }: VNode<Properties>): Tree[] {
    if (typeof type === 'function') {
      const component = type as (props: Properties) => ComponentChildren
      return this.#treesOf(component(props))
    }
    const shared: Record<string, string | number> = {}
    const own: Record<string, string | number> = {}
    for (const [name, value] of Object.entries(props)) {
      if (name === 'children' || value === null || value === undefined || value === false) continue
      if (typeof value !== 'string' && typeof value !== 'number' && value !== true)
        throw new Error(`attribute "${name}" of <${type}> cannot be told as data`)
      const told = value === true ? '' : value
      if (OWN.has(name)) own[name] = told
      else shared[name] = told
    }
    const shape = this.#shape(type, shared)
    const children = this.#treesOf(props.children)
    return [Object.keys(own).length === 0 ? [shape, ...children] : [shape, own, ...children]]
  }

  #treesOf(children: ComponentChildren): Tree[] {
    if (Array.isArray(children)) return children.flatMap(child => this.#treesOf(child))
    if (typeof children === 'string' || typeof children === 'number') {
      const text = String(children)
      return text === '' ? [] : [this.#word(text)]
    }
    return isValidElement(children) ? this.treeOf(children as VNode<Properties>) : []
  }

  #shape(tag: string, attributes: Attributes): number {
    const key = `${tag} ${JSON.stringify(attributes)}`
    const known = this.#shapeIndex.get(key)
    if (known !== undefined) return known
    this.#shapeIndex.set(key, this.shapes.length)
    return this.shapes.push([tag, attributes]) - 1
  }

  /** A text becomes a word where it is met for the second time. */
  #word(text: string): string | number {
    if (text.length < WORD_LEAST) return text
    const known = this.#wordIndex.get(text)
    if (known === undefined) this.#wordIndex.set(text, null)
    if (typeof known === 'number') return known
    if (known === undefined) return text
    this.#wordIndex.set(text, this.words.length)
    return this.words.push(text) - 1
  }
}

/** YAML into plain data: words, finite numbers, lists and groups by name, and where each stands. */

import {
  Composer,
  CST,
  type Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  Lexer,
  LineCounter,
  type Node,
  Parser,
  type Scalar,
} from 'yaml'
import { CEILINGS, type Ceilings, requireWithin } from '../../engine/model/ceilings.ts'
import { DataError, type Place } from '../../engine/model/errors.ts'

export interface Yaml {
  /** Null for a text without content. */
  readonly value: unknown
  /** Where a path of the value stands, or what is nearest to it. */
  readonly placeOf: (path: readonly PropertyKey[]) => Place
}

/**
 * Reads what a specification needs, and refuses what else YAML has to offer: aliases, tags, directives, keys that are no
 * words. `place` is where the text comes from. Throws a DataError with the line, and a CeilingError before a text of
 * too many bytes, keys or levels takes memory.
 */
export function parseYaml(text: string, place: Place, ceilings: Ceilings = {}): Yaml {
  requireWithin('yamlBytes', Buffer.byteLength(text), place, ceilings)
  requirePlainText(text, place, ceilings)
  const lines = new LineCounter()
  const at = (offset: number | undefined): Place => ({ ...place, line: lineOf(lines, offset, place) })
  const document = documentOf(text, lines, at, ceilings)
  requirePlainNodes(document.contents, at)
  const value: unknown = document.toJS()
  return {
    value,
    placeOf: path => ({
      ...at(nearestNode(document, path)?.range?.[0]),
      field: path.map(String).join('.') || undefined,
    }),
  }
}

/** A line makes sense in a file alone. */
const lineOf = (lines: LineCounter, offset: number | undefined, { file }: Place): number | undefined =>
  offset === undefined || file === undefined ? undefined : lines.linePos(offset).line

function documentOf(
  text: string,
  lines: LineCounter,
  at: (offset: number | undefined) => Place,
  ceilings: Ceilings,
): Document.Parsed {
  const tokens = tokensOf(text, lines, at, ceilings)
  // Two equal keys are looked for below: the composer would compare each with each.
  const composer = new Composer({ uniqueKeys: false, prettyErrors: false, logLevel: 'silent' })
  const [document, second] = [...composer.compose(tokens, true, text.length)]
  const [broken] = document?.errors ?? []
  if (broken) throw new DataError(`${broken.message.split('\n')[0]}; mend the YAML`, at(broken.pos[0]))
  if (second) throw new DataError('a second document begins here; keep one', at(second.range[0]))
  return document as Document.Parsed
}

function nearestNode(document: Document.Parsed, path: readonly PropertyKey[]) {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node)) return node
  }
  return undefined
}

/** Each begins a key or an item; a flow's first stands for its bracket. Some are counted twice, none is missed. */
const BEGINS = new Set([
  'map-value-ind',
  'explicit-key-ind',
  'seq-item-ind',
  'flow-map-start',
  'flow-seq-start',
  'comma',
])

const REFUSED: Readonly<Record<string, string>> = {
  alias: 'aliases are not read; write the value out',
  tag: 'tags are not read; leave it out, and put text in quotes',
  'directive-line': 'directives are not read; leave the line out',
}

/** Throws a DataError for what is no text or not read, and a CeilingError for too many keys and items. */
function requirePlainText(text: string, place: Place, ceilings: Ceilings): void {
  const at = (offset: number): Place =>
    place.file === undefined ? place : { ...place, line: text.slice(0, offset).split('\n').length }
  const control = /[^\P{Cc}\t\n\r\u0085]/u.exec(text)
  if (control) {
    const code = control[0].charCodeAt(0).toString(16).padStart(4, '0')
    throw new DataError(`holds the control character U+${code}; take it out`, at(control.index))
  }
  let count = 0
  for (const { type, offset } of lexemes(text)) {
    if (BEGINS.has(type)) count++
    const refused = REFUSED[type]
    if (refused !== undefined) throw new DataError(refused, at(offset))
  }
  requireWithin('yamlKeys', count, place, ceilings)
}

interface Lexeme {
  readonly type: string
  readonly offset: number
}

/** Without the text of scalars, which may look like anything; marks that the lexer puts in have no length. */
function* lexemes(text: string): Generator<Lexeme> {
  let offset = 0
  let inScalar = false
  for (const source of new Lexer().lex(text)) {
    if (!inScalar) yield { type: CST.tokenType(source) ?? 'error', offset }
    inScalar = !inScalar && source === CST.SCALAR
    if (!MARKS.has(source)) offset += source.length
  }
}

const MARKS: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR])

/** The parser is run by hand: what comes after it calls itself once a level. */
function tokensOf(
  text: string,
  lines: LineCounter,
  at: (offset: number) => Place,
  ceilings: Ceilings,
): CST.Token[] {
  const parser = new Parser(lines.addNewLine)
  const tokens: CST.Token[] = []
  let deepest = { stack: 0, levels: 0, offset: 0 }
  lines.addNewLine(0)
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme))
    const { stack, offset } = parser
    if (stack.length <= deepest.stack) continue
    deepest = { stack: stack.length, levels: stack.filter(isLevel).length, offset }
    if (deepest.levels > CEILINGS.yamlDepth.most) break
  }
  requireWithin('yamlDepth', deepest.levels, at(deepest.offset), ceilings)
  return [...tokens, ...parser.end()]
}

const isLevel = ({ type }: CST.Token): boolean =>
  type === 'block-map' || type === 'block-seq' || type === 'flow-collection'

/** Throws a DataError at the first node that is not plain; `at` gives the place of an offset. */
function requirePlainNodes(node: unknown, at: (offset: number | undefined) => Place): void {
  if (isScalar(node)) requireValue(node, at(node.range?.[0]))
  if (!isCollection(node)) return
  const known = new Set<string>()
  for (const item of node.items) {
    if (!isPair(item)) {
      requirePlainNodes(item, at)
      continue
    }
    const key = item.key as Node | null
    const place = at(key?.range?.[0] ?? node.range?.[0])
    const word = isScalar(key) ? key.value : null
    if (typeof word !== 'string' || word === '')
      throw new DataError('a key must be a word; put it in quotes', place)
    requireKey(word, place)
    if (isMap(node) && known.has(word))
      throw new DataError('map keys must be unique; leave one out', { ...place, value: word })
    known.add(word)
    requirePlainNodes(item.value, at)
  }
}

/** No number that JavaScript would round or that is none, and no text that ends early for the operating system. */
function requireValue({ value, source }: Scalar, place: Place): void {
  if (typeof value === 'string' && value.includes('\0'))
    throw new DataError('holds the control character U+0000; take it out', { ...place, value })
  if (typeof value !== 'number') return
  if (!Number.isFinite(value)) throw new DataError('write a finite number', { ...place, value: source })
  if (/^[-+]?\d+$/.test(source ?? '') && !Number.isSafeInteger(value))
    throw new DataError('has more digits than a number can hold; put it in quotes if it is text', {
      ...place,
      value: source,
    })
}

/** The first three belong to every object of JavaScript, and could change all of them; the last merges in some YAML. */
const RESERVED = ['__proto__', 'constructor', 'prototype', '<<']

/** Throws a DataError for a name that cannot be a key. */
export function requireKey(key: string, place: Place): void {
  if (RESERVED.includes(key)) throw new DataError(`${key} cannot be a key; choose another name`, place)
}

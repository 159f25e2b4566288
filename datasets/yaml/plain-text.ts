/** What is looked at before a YAML text is parsed: that it is text, how many keys it has, and what we do not read. */

import { CST, Lexer } from 'yaml'
import { type Ceilings, requireWithin } from '../../engine/model/ceilings.ts'
import { DataError, type Place } from '../../engine/model/errors.ts'

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
export function requirePlainText(text: string, place: Place, ceilings: Ceilings): void {
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

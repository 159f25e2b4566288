/** YAML into plain data: words, finite numbers, lists and groups by name, and where each stands. */

import { Composer, type Document, isNode, LineCounter } from 'yaml'
import { type Ceilings, requireWithin } from '../../engine/model/ceilings.ts'
import { DataError, type Place } from '../../engine/model/errors.ts'
import { requirePlainNodes } from './plain-nodes.ts'
import { requirePlainText } from './plain-text.ts'
import { tokensOf } from './tokens.ts'

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

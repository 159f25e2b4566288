/** Tokens of a YAML text, as long as they do not nest too deep. */

import { type CST, Lexer, type LineCounter, Parser } from 'yaml'
import { CEILINGS, type Ceilings, requireWithin } from '../../engine/model/ceilings.ts'
import type { Place } from '../../engine/model/errors.ts'

/** The parser is run by hand: what comes after it calls itself once a level. */
export function tokensOf(
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
    deepest = { stack: stack.length, levels: stack.filter(isCollection).length, offset }
    if (deepest.levels > CEILINGS.yamlDepth.most) break
  }
  requireWithin('yamlDepth', deepest.levels, at(deepest.offset), ceilings)
  return [...tokens, ...parser.end()]
}

const isCollection = ({ type }: CST.Token): boolean =>
  type === 'block-map' || type === 'block-seq' || type === 'flow-collection'

/** `stillhalter verify`: recomputes the printed figures of the deck, and fails when one changes. */

import { table } from 'arquero'
import { lotsByRisk } from '../strategies/rules/lots.ts'
import type { SourcedFacts } from '../studies/verify/facts/deck-facts.ts'
import type { Value } from '../studies/verify/rules/rule.ts'
import { type VerifiedFigure, verifyDeck } from '../studies/verify/verify-deck.ts'
import { textTable } from './text-table.ts'

export interface VerifyArguments {
  readonly json: boolean
}

/** What to print, and the exit code: 1 when a verdict or a value is no longer the recorded one. */
export interface Verification {
  readonly text: string
  readonly exitCode: 0 | 1
}

/** Verifies the embedded figures, or others in their place. */
export function verifyCommand(args: VerifyArguments, sources?: readonly SourcedFacts[]): Verification {
  const figures = verifyDeck({ lotsByRisk }, sources)
  const changed = figures.filter(({ ok }) => !ok)
  const text = args.json ? JSON.stringify(figures, null, 2) : tableText(figures, changed)
  return { text: `${text}\n`, exitCode: changed.length === 0 ? 0 : 1 }
}

function tableText(figures: readonly VerifiedFigure[], changed: readonly VerifiedFigure[]): string {
  const rows = table({
    figure: figures.map(({ ok, name }) => `${ok ? '  ' : '!!'} ${name}`),
    verdict: figures.map(({ verdict }) => verdict),
    what: figures.map(({ what }) => what),
    printed: figures.map(({ printed }) => printed),
    computed: figures.map(({ computed, unit }) => shown(computed, unit)),
  })
  return [textTable(rows), '', ...changed.map(changeText), countText(figures, changed.length)].join('\n')
}

const changeText = ({
  name,
  unit,
  computed,
  recorded,
  verdict,
  expectedVerdict,
  how,
}: VerifiedFigure): string =>
  `!! ${name} was ${shown(recorded, unit)}, ${expectedVerdict}; it is ${shown(computed, unit)}, ${verdict}. ${how}`

function countText(figures: readonly VerifiedFigure[], changed: number): string {
  const counts = new Map<string, number>()
  for (const { verdict } of figures) counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
  const byVerdict = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([verdict, count]) => `${count} ${verdict}`)
  const outcome = changed === 0 ? 'none changed' : `${changed} changed`
  return `${figures.length} figures: ${[...byVerdict, outcome].join(', ')}`
}

/** With its unit. A share is shown in percent, as the deck does. */
function shown(value: Value, unit: string | null): string {
  if (value === null) return 'no formula'
  if (typeof value === 'string') return value
  const numbers = typeof value === 'number' ? [value] : value
  const scale = unit === 'share' ? 100 : 1
  const text = numbers.map(one => String(Number((scale * one).toPrecision(SHOWN_DIGITS)))).join(' / ')
  return `${text} ${unit === 'share' ? '%' : (unit ?? '')}`.trimEnd()
}

/** More than any source prints. */
const SHOWN_DIGITS = 7

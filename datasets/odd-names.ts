/** Finds names in a store that steer a terminal or start a formula, each kind with its count and its first name. */

import { escapeControls, hasControls, startsFormula } from '../engine/model/hostile-text.ts'
import type { Manifest } from './store/manifest.ts'
import type { FindingKind, StoreFinding } from './store-finding.ts'

/** The oddities of all names that the manifest knows: every name of a row is among them. */
export function oddNames(manifest: Manifest): StoreFinding[] {
  const names = [...new Set(namesOf(manifest))]
  return [
    ...finding('controlCharacter', names.filter(hasControls), 'hold control characters'),
    ...finding('formulaText', names.filter(startsFormula), 'start like a formula of a spreadsheet'),
  ]
}

const namesOf = ({ name, products, sessions, series, contracts, sources }: Manifest): string[] => [
  name,
  ...textsIn(products),
  ...textsIn(sessions),
  ...series.map(({ underlying }) => underlying),
  ...contracts.map(({ instrument }) => instrument),
  ...sources.flatMap(({ file, licence, bars, chains }) => [
    file,
    licence,
    ...(bars?.keys ?? []),
    ...(chains?.keys ?? []),
  ]),
]

/** Every text among some facts. */
function textsIn(facts: unknown): string[] {
  if (typeof facts === 'string') return [facts]
  return typeof facts === 'object' && facts !== null ? Object.values(facts).flatMap(textsIn) : []
}

function finding(kind: FindingKind, names: readonly string[], says: string): StoreFinding[] {
  const [first] = names
  if (first === undefined) return []
  const what = escapeControls(first)
  const text = `${names.length} names ${says}, the first "${what}"; rename them in the source and import it again`
  return [{ severity: 'warn', kind, what, count: names.length, text }]
}

/** Every definition of the page by its name. */

import { BASIS } from './basis.ts'
import { COLUMNS } from './columns.ts'
import type { Definition } from './definition.ts'
import { HEADLINE } from './headline.ts'
import { MARGIN } from './margin.ts'
import { TRADE } from './trade.ts'

/** The groups in the order in which the page lists them. */
const GROUPS = { headline: HEADLINE, column: COLUMNS, trade: TRADE, margin: MARGIN, basis: BASIS } as const

/** `headline.cagr`, `column.equity`, `trade.lots`: names that cannot be misspelt. */
export type DefinitionName = {
  [Group in keyof typeof GROUPS]: `${Group}.${Extract<keyof (typeof GROUPS)[Group], string>}`
}[keyof typeof GROUPS]

/** All definitions, with their names, in order. */
export const DEFINITIONS: readonly (readonly [DefinitionName, Definition])[] = Object.entries(GROUPS).flatMap(
  ([group, members]) =>
    Object.entries(members as Readonly<Record<string, Definition>>).map(
      ([name, definition]) => [`${group}.${name}` as DefinitionName, definition] as const,
    ),
)

const BY_NAME = new Map(DEFINITIONS)

/** The definition of that name; every name has one. */
export function definitionOf(name: DefinitionName): Definition {
  const found = BY_NAME.get(name)
  if (!found) throw new Error(`no definition is called "${name}"`)
  return found
}

/** The id of its pop-up in the page. */
export const popoverId = (name: DefinitionName): string => `d-${name.replace('.', '-')}`

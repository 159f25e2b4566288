/** The anchors of the page, so that no link of a report leads nowhere or elsewhere. */

/** Sections in their order, with the names of the table of contents; `basis` is there for runs that held bonds alone. */
export const SECTIONS = [
  ['time', 'Time'],
  ['basis', 'Basis'],
  ['distribution', 'Distribution'],
  ['trades', 'Trades'],
  ['margin', 'Margin'],
  ['refusals', 'Refusals'],
  ['assumptions', 'Assumptions'],
  ['parameters', 'Parameters'],
  ['provenance', 'Provenance'],
  ['definitions', 'Definitions'],
] as const

const KNOWN: ReadonlySet<string> = new Set(SECTIONS.map(([id]) => id))

/** A link within the page; unknown names lead to the first evidence. */
export const anchorOf = (name: string): string => `#${KNOWN.has(name) ? name : 'time'}`

/** Meanings as a list, each once with all that it is the meaning of. */

import type { Meaning } from './fields.ts'

export interface Entry {
  /** Paths of fields, or formulas of derived numbers; at least one. */
  readonly names: readonly string[]
  readonly meaning: Meaning
}

/** In the order in which the meanings first come. */
export function glossaryOf(meanings: Iterable<readonly [name: string, meaning: Meaning]>): Entry[] {
  const entries = new Map<string, { names: string[]; meaning: Meaning }>()
  for (const [name, meaning] of meanings) {
    const key = JSON.stringify(meaning)
    const known = entries.get(key)
    if (known) known.names.push(name)
    else entries.set(key, { names: [name], meaning })
  }
  return [...entries.values()]
}

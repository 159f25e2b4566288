/** What each parameter of a strategy means, read from its schema. */

import { z } from 'zod'
import type { Strategy } from '../engine/index.ts'

/** By parameter: its description; empty where the schema has none. */
export function paramDocs(strategy: Strategy): Record<string, string> {
  const schema = z.toJSONSchema(strategy.params, { io: 'input', unrepresentable: 'any' })
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, part]) => [
      name,
      typeof part === 'object' ? (part.description ?? '') : '',
    ]),
  )
}

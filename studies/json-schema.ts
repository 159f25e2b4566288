/** The experiment's JSON Schema, so that an editor completes and checks what a user writes. */

import { z } from 'zod'
import { strategies } from '../strategies/index.ts'
import { experimentSchema } from './experiment-schema.ts'

/** As `experimentSchema`, with the parameters of every strategy of the registry spelled out. */
export function experimentJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(experimentSchema, { io: 'input' }) as { properties: Record<string, unknown> }
  const when = plain(z.toJSONSchema(experimentSchema.shape.strategy.shape.when, { io: 'input' }))
  const known = strategies.map(strategy => ({
    type: 'object',
    description: strategy.about,
    properties: {
      use: { const: strategy.name },
      with: plain(z.toJSONSchema(strategy.params, { io: 'input', unrepresentable: 'any' })),
      when,
    },
    required: ['use'],
    additionalProperties: false,
  }))
  const own = {
    type: 'object',
    description: 'A strategy file of your own.',
    properties: { use: { type: 'string', pattern: '\\.m?[jt]s$' }, with: { type: 'object' }, when },
    required: ['use'],
    additionalProperties: false,
  }
  return { ...schema, properties: { ...schema.properties, strategy: { anyOf: [...known, own] } } }
}

/** A schema within a schema names no dialect of its own. */
function plain(schema: object): Record<string, unknown> {
  const { $schema: _, ...rest } = schema as Record<string, unknown>
  return rest
}

/** `stillhalter schema`: JSON Schemas of what goes in and what comes out. */

import { z } from 'zod'
import { reportSchema } from '../reports/index.ts'
import { experimentJsonSchema } from '../studies/index.ts'

export const SCHEMAS = ['experiment', 'report'] as const

export function schemaCommand(which: (typeof SCHEMAS)[number]): string {
  const schema = which === 'experiment' ? experimentJsonSchema() : z.toJSONSchema(reportSchema)
  return `${JSON.stringify(schema, null, 2)}\n`
}

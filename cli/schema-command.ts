/** `stillhalter schema`: JSON Schemas of what goes in and what comes out. */

import { z } from 'zod'
import { reportSchema } from '../reports/index.ts'
import { experimentJsonSchema } from '../studies/index.ts'

export type SchemaKind = 'experiment' | 'report'

export function schemaCommand(which: SchemaKind): string {
  const schema = which === 'experiment' ? experimentJsonSchema() : z.toJSONSchema(reportSchema)
  return `${JSON.stringify(schema, null, 2)}\n`
}

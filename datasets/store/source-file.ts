/** A source in a file of its own beside its parts: what a manifest is built anew from when it is lost. */

import { z } from 'zod'
import { DataError } from '../../engine/model/errors.ts'
import { productSchema } from '../facts/product-schema.ts'
import { sessionsRuleSchema } from '../facts/sessions-rule.ts'
import { canonicalJson, type Manifest, type Source, sourceSchema } from './manifest.ts'
import type { StatedProduct } from './merge-sources.ts'
import { isSealWhole, sealedJson } from './sealed-json.ts'

const schema = z.strictObject({
  format: z.literal('stillhalter-source'),
  version: z.literal(1),
  store: z.string(),
  products: z.array(z.strictObject({ product: productSchema, sessions: sessionsRuleSchema })),
  source: sourceSchema,
})

/** A source and the products that it states, with the name of its store. */
export interface LoneSource {
  readonly store: string
  readonly source: Source
  readonly products: readonly StatedProduct[]
}

/** The name of a source's file. */
export const sourceFile = (id: string): string => `source-${id}.json`

export const isSourceFile = (name: string): boolean => /^source-[\w.-]+\.json$/.test(name)

/** The name of the file of rejected rows of a source. */
export const rejectedFile = (id: string): string => `rejected-${id}.csv`

/** Every file of a source within its store. */
export const filesOf = ({ id, bars, chains, rows }: Source): string[] => [
  ...(bars ? [bars.file] : []),
  ...(chains ? [chains.file] : []),
  ...(rows.rejected > 0 ? [rejectedFile(id)] : []),
  sourceFile(id),
]

/** The text of a source's file; it follows from the manifest. */
export function sourceText({ name, products, sessions }: Manifest, source: Source): string {
  const stated = products.flatMap(product => {
    const rule = sessions[product.id]
    return rule && source.products.includes(product.id) ? [{ product, sessions: rule }] : []
  })
  return sealedJson({
    format: '"stillhalter-source"',
    version: '1',
    store: JSON.stringify(name),
    products: canonicalJson(stated),
    source: canonicalJson(source),
  })
}

/** Reads the text of a source's file. Throws a DataError when its bytes are not those that were written. */
export function parseSource(text: string, file: string): LoneSource {
  if (isSealWhole(text)) {
    const { sha256: _, ...value } = JSON.parse(text) as { sha256?: unknown }
    const result = schema.safeParse(value)
    if (result.success) return result.data
  }
  throw new DataError('its bytes are not those that were written; import the source again with replace', {
    file,
  })
}

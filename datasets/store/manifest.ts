/** The manifest: everything about a store that is not a row, as versioned, sealed, canonical JSON without paths or clocks. */

import { z } from 'zod'
import { DataError } from '../../engine/model/errors.ts'
import { productSchema } from '../facts/product-schema.ts'
import { sessionsRuleSchema } from '../facts/sessions-rule.ts'
import { isSealWhole, sealedJson } from './sealed-json.ts'

export const MANIFEST_FILE = 'manifest.json'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.number().int().nonnegative()
const isoDate = z.iso.date()

/** One Parquet file. */
const partSchema = z.strictObject({
  file: z.string().regex(/^(bars|chains)-[\w.-]+\.parquet$/, 'a part lies in the folder of its store'),
  sha256,
  bytes: count,
  rows: count,
  /** Epoch milliseconds of the first and the last row. */
  first: z.number(),
  last: z.number(),
  /** Instrument ids of bars, product ids of chains, ascending. */
  keys: z.array(z.string()),
  /** Rows by product and session. */
  sessions: z.record(z.string(), z.record(isoDate, count)),
})

const contractSchema = z.strictObject({
  instrument: z.string(),
  /** The listed expiry; the last session is the last one not after it. */
  expiry: isoDate,
})

const settlementSchema = z.strictObject({ product: z.string(), expiry: isoDate, price: z.number() })

/** One imported file. */
export const sourceSchema = z.strictObject({
  /** Names the source's parts: digits of its hash, the importer with its version, digits of the options' hash. */
  id: z.string(),
  file: z.string(),
  sha256,
  bytes: count,
  importer: z.string(),
  importerVersion: count,
  options: z.record(z.string(), z.unknown()),
  licence: z.string(),
  /** When a reader may use which value. */
  knownAt: z.string(),
  /** `skipped` are rows of other symbols, which were not asked for. */
  rows: z.strictObject({ accepted: count, rejected: count, skipped: count }),
  bars: partSchema.nullable(),
  chains: partSchema.nullable(),
  /** Ids of the products whose facts the source relies on. */
  products: z.array(z.string()),
  /** By product and listed expiry: what the series settles on. */
  listings: z.record(z.string(), z.record(isoDate, z.string())),
  settlements: z.array(settlementSchema),
  contracts: z.array(contractSchema),
})

const manifestSchema = z.strictObject({
  format: z.literal('stillhalter-store'),
  /** Manifests of version 1 have no seal. */
  version: z.literal([1, 2]),
  name: z.string(),
  products: z.array(productSchema),
  /** By product id. */
  sessions: z.record(z.string(), sessionsRuleSchema),
  series: z.array(
    z.strictObject({
      product: z.string(),
      expiry: isoDate,
      underlying: z.string(),
      settlement: z.number().nullable(),
    }),
  ),
  contracts: z.array(contractSchema),
  sources: z.array(sourceSchema),
})

export type Part = z.infer<typeof partSchema>
export type Source = z.infer<typeof sourceSchema>
export type Manifest = z.infer<typeof manifestSchema>

/** Parses and validates a manifest. Throws a DataError that names the file and the field, and how to mend it. */
export function parseManifest(text: string, file: string): Manifest {
  const value = jsonOf(text, file)
  const version = 'version' in value ? value.version : undefined
  if (typeof version === 'number' && version > 2) {
    throw new DataError('this store was written by a newer version of stillhalter; take that one', {
      file,
      field: 'version',
      value: version,
    })
  }
  if (version === 2 && !isSealWhole(text)) throw damaged(file, 'its bytes are not those that were written')
  const { sha256: _, ...unsealed } = value as { sha256?: unknown }
  const result = manifestSchema.safeParse(version === 2 ? unsealed : value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const field = issue?.path.join('.') ?? ''
  throw damaged(file, `${issue?.message ?? 'invalid'}${field === '' ? '' : ` at ${field}`}`)
}

function jsonOf(text: string, file: string): object {
  try {
    const value: unknown = JSON.parse(text)
    if (value !== null && typeof value === 'object') return value
  } catch (error) {
    throw damaged(file, error instanceof Error ? error.message : String(error))
  }
  throw damaged(file, 'it is no object')
}

const damaged = (file: string, why: string): DataError =>
  new DataError(
    `this is no manifest of a store, or a damaged one (${why}); stillhalter data repair builds it anew from the store's parts`,
    { file },
  )

/**
 * The manifest as canonical JSON: keys in order, a line a source and a series. Equal manifests give equal bytes.
 */
export const manifestText = (manifest: Manifest): string =>
  sealedJson(
    Object.fromEntries(
      Object.entries({ ...manifest, version: 2 }).map(([name, value]) => [
        name,
        Array.isArray(value) ? listText(value) : canonicalJson(value),
      ]),
    ),
  )

const listText = (items: readonly object[]): string =>
  items.length === 0 ? '[]' : `[\n${items.map(item => `  ${lineOf(item)}`).join(',\n')}\n ]`

/** Lines of sources already written out: a store of years is rewritten after every file. */
const lines = new WeakMap<object, string>()

function lineOf(item: object): string {
  const line = lines.get(item) ?? canonicalJson(item)
  lines.set(item, line)
  return line
}

/** JSON on one line with the keys in order. */
export const canonicalJson = (value: unknown): string => JSON.stringify(ordered(value))

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  )
}

/** Makes a manifest of its sources: the same set of sources gives the same manifest, in whatever order they came. */

import { DataError } from '../../engine/model/errors.ts'
import type { Product } from '../../engine/model/instrument.ts'
import type { SessionsRule } from '../facts/sessions-rule.ts'
import { canonicalJson, type Manifest, type Source } from './manifest.ts'

/** A product as an import states it. */
export interface StatedProduct {
  readonly product: Product
  readonly sessions: SessionsRule
}

export const emptyManifest = (name: string): Manifest => ({
  format: 'stillhalter-store',
  version: 2,
  name,
  products: [],
  sessions: {},
  series: [],
  contracts: [],
  sources: [],
})

/**
 * The manifest with a source added, in the place of those in `superseded`. Throws a DataError where the source
 * contradicts the others: other facts of a product, another settlement price or another underlying of a series.
 */
export function withSource(
  manifest: Manifest,
  source: Source,
  stated: readonly StatedProduct[],
  superseded: readonly Source[],
): Manifest {
  const sources = [...manifest.sources.filter(old => !superseded.includes(old)), source].sort(byFileThenId)
  const products = mergeProducts(manifest, sources, source, stated)
  return {
    ...manifest,
    products: products.map(({ product }) => product),
    sessions: Object.fromEntries(products.map(({ product, sessions }) => [product.id, sessions])),
    series: mergeSeries(sources),
    contracts: mergeContracts(sources),
    sources,
  }
}

const byFileThenId = (a: Source, b: Source): number => compare(a.file, b.file) || compare(a.id, b.id)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The products that a source of the store relies on, by id. */
function mergeProducts(
  manifest: Manifest,
  sources: readonly Source[],
  source: Source,
  stated: readonly StatedProduct[],
): StatedProduct[] {
  const others = new Set(sources.filter(other => other !== source).flatMap(other => other.products))
  const merged = new Map<string, StatedProduct>()
  for (const product of manifest.products) {
    const sessions = manifest.sessions[product.id]
    if (sessions && others.has(product.id)) merged.set(product.id, { product, sessions })
  }
  for (const one of stated) {
    const known = merged.get(one.product.id)
    if (known && canonicalJson(factsAlone(known, one)) !== canonicalJson(factsAlone(one, known))) {
      throw new DataError('the store knows this product with other facts; import into a store of its own', {
        file: source.file,
        field: 'product',
        value: one.product.id,
      })
    }
    merged.set(
      one.product.id,
      known ? withStatedDaysOf(lotsOf(one) < lotsOf(known) ? known : one, known) : one,
    )
  }
  return [...merged.values()].sort((a, b) => compare(a.product.id, b.product.id))
}

/** What must not differ between two statements of a product. */
const factsAlone = (one: StatedProduct, other: StatedProduct): StatedProduct =>
  withoutStatedDays({ ...one, product: withCommonLots(one.product, other.product) })

/** A lot that changes is a fact more: a product has those of the shorter of two lists that begin alike. */
function withCommonLots(product: Product, other: Product): Product {
  if (!('multiplier' in product) || !('multiplier' in other)) return product
  const length = Math.min(product.multiplier.length, other.multiplier.length)
  return { ...product, multiplier: product.multiplier.slice(0, length) }
}

const lotsOf = ({ product }: StatedProduct): number =>
  'multiplier' in product ? product.multiplier.length : 0

/** Days on which a user knows better than a calendar come one by one: they differ from import to import. */
function withoutStatedDays({ product, sessions }: StatedProduct): StatedProduct {
  const { closedDays: _closed, ...rule } = sessions
  if (rule.kind === 'listed') return { product, sessions: rule }
  const { extraSessions: _extra, ...bare } = rule
  return { product, sessions: bare }
}

/** A stated product with the days that were stated of it before besides its own. */
function withStatedDaysOf({ product, sessions }: StatedProduct, before: StatedProduct): StatedProduct {
  const closedDays = union(sessions.closedDays, before.sessions.closedDays)
  const closed = closedDays.length > 0 ? { closedDays } : {}
  if (sessions.kind === 'listed' || before.sessions.kind === 'listed')
    return { product, sessions: { ...sessions, ...closed } }
  const extraSessions = union(sessions.extraSessions, before.sessions.extraSessions)
  const extra = extraSessions.length > 0 ? { extraSessions } : {}
  return { product, sessions: { ...sessions, ...extra, ...closed } }
}

const union = (one: readonly string[] = [], other: readonly string[] = []): string[] =>
  [...new Set([...one, ...other])].sort()

type SeriesFacts = Manifest['series'][number]

function mergeSeries(sources: readonly Source[]): SeriesFacts[] {
  const merged = new Map<string, SeriesFacts>()
  for (const source of sources) {
    for (const [product, expiries] of Object.entries(source.listings)) {
      for (const [expiry, underlying] of Object.entries(expiries)) {
        const key = `${product} ${expiry}`
        const known = merged.get(key)
        if (known && known.underlying !== underlying) contradiction(source, key, 'underlying', underlying)
        merged.set(key, known ?? { product, expiry, underlying, settlement: null })
      }
    }
  }
  for (const source of sources) {
    for (const { product, expiry, price } of source.settlements) {
      const key = `${product} ${expiry}`
      const known = merged.get(key)
      if (!known) continue
      if (known.settlement !== null && known.settlement !== price)
        contradiction(source, key, 'settlement', price)
      merged.set(key, { ...known, settlement: price })
    }
  }
  return [...merged.values()].sort((a, b) => compare(a.product, b.product) || compare(a.expiry, b.expiry))
}

function mergeContracts(sources: readonly Source[]): Manifest['contracts'] {
  const merged = new Map<string, string>()
  for (const source of sources) {
    for (const { instrument, expiry } of source.contracts) {
      const known = merged.get(instrument)
      if (known !== undefined && known !== expiry) contradiction(source, instrument, 'expiry', expiry)
      merged.set(instrument, expiry)
    }
  }
  return [...merged]
    .map(([instrument, expiry]) => ({ instrument, expiry }))
    .sort((a, b) => compare(a.instrument, b.instrument))
}

function contradiction(source: Source, what: string, field: string, value: unknown): never {
  throw new DataError(
    `another source of the store states a different ${field} for ${what}; keep one of them`,
    { file: source.file, field, value },
  )
}

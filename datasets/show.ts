/** Summarises a store as small tables: its products, its expiries, its sources. */

import { join } from 'node:path'
import { type ColumnTable, op, table } from 'arquero'
import { rowsOf, withDatabase } from './store/duckdb.ts'
import type { Manifest } from './store/manifest.ts'
import { partsOf, readManifest } from './store/read-manifest.ts'
import { parquetFrom } from './store/tables.ts'
import { partVerifier } from './store/verify-parts.ts'

/** What a store holds, as tables. */
export interface StoreSummary {
  readonly name: string
  /** product, table, rows, sessions, first, last. */
  readonly products: ColumnTable
  /** product, expiry, underlying, settlement, rows, first, last, strikeLow, strikeHigh. */
  readonly expiries: ColumnTable
  /** file, importer, accepted, rejected, skipped, licence, sha256. */
  readonly sources: ColumnTable
}

/** The summary of a store's folder; dates read YYYY-MM-DD. Throws a DataError without a valid manifest, and for damaged parts. */
export async function showStore(folder: string): Promise<StoreSummary> {
  const manifest = await readManifest(folder)
  await partVerifier(folder, false)(partsOf(manifest, 'chains'))
  return {
    name: manifest.name,
    products: productsTable(manifest),
    expiries: await expiriesTable(folder, manifest),
    sources: sourcesTable(manifest),
  }
}

function productsTable(manifest: Manifest): ColumnTable {
  const days = (['bars', 'chains'] as const).flatMap(name =>
    partsOf(manifest, name).flatMap(part =>
      Object.entries(part.sessions).flatMap(([product, sessions]) =>
        Object.entries(sessions).map(([day, rows]) => ({ product, table: name, day, rows })),
      ),
    ),
  )
  return table({
    product: days.map(({ product }) => product),
    table: days.map(one => one.table),
    day: days.map(({ day }) => day),
    rows: days.map(({ rows }) => rows),
  })
    .groupby('product', 'table')
    .rollup({
      rows: op.sum('rows'),
      sessions: op.distinct('day'),
      first: op.min('day'),
      last: op.max('day'),
    })
    .orderby('product', 'table')
}

async function expiriesTable(folder: string, manifest: Manifest): Promise<ColumnTable> {
  const counted = await countByExpiry(folder, manifest)
  const series = manifest.series.map(one => ({ ...one, ...counted.get(`${one.product} ${one.expiry}`) }))
  return table({
    product: series.map(({ product }) => product),
    expiry: series.map(({ expiry }) => expiry),
    underlying: series.map(({ underlying }) => underlying),
    settlement: series.map(({ settlement }) => settlement),
    rows: series.map(({ rows }) => rows ?? 0),
    first: series.map(({ first }) => first ?? null),
    last: series.map(({ last }) => last ?? null),
    strikeLow: series.map(({ low }) => low ?? null),
    strikeHigh: series.map(({ high }) => high ?? null),
  })
}

interface ExpiryRange {
  readonly rows: number
  readonly first: string
  readonly last: string
  readonly low: number
  readonly high: number
}

async function countByExpiry(folder: string, manifest: Manifest): Promise<Map<string, ExpiryRange>> {
  const parts = partsOf(manifest, 'chains').map(part => join(folder, part.file))
  if (parts.length === 0) return new Map()
  const rows = await withDatabase(connection =>
    rowsOf(
      connection,
      `SELECT product, expiry::VARCHAR AS expiry, count(*)::DOUBLE AS rows, min("time")::DATE::VARCHAR AS first, max("time")::DATE::VARCHAR AS last, min(strike) AS low, max(strike) AS high FROM ${parquetFrom(parts)} GROUP BY product, expiry ORDER BY product, expiry`,
    ),
  )
  return new Map(
    rows.map(row => [
      `${row.product} ${row.expiry}`,
      {
        rows: Number(row.rows),
        first: String(row.first),
        last: String(row.last),
        low: Number(row.low),
        high: Number(row.high),
      },
    ]),
  )
}

function sourcesTable({ sources }: Manifest): ColumnTable {
  return table({
    file: sources.map(({ file }) => file),
    importer: sources.map(({ importer }) => importer),
    accepted: sources.map(({ rows }) => rows.accepted),
    rejected: sources.map(({ rows }) => rows.rejected),
    skipped: sources.map(({ rows }) => rows.skipped),
    licence: sources.map(({ licence }) => licence),
    sha256: sources.map(({ sha256 }) => sha256),
  })
}

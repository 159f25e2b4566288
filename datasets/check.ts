/** Checks a store: whether its parts are what was written, and what is odd about the rows in them. */

import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { escapeControls } from '../engine/model/hostile-text.ts'
import { underlyingProductOf } from '../engine/model/instrument.ts'
import { type Day, type EpochMs, formatDay } from '../engine/model/time.ts'
import { sha256Of } from './files/sha256.ts'
import { oddNames, oddRows } from './odd-rows.ts'
import { calendarOfStore, type StoreCalendar } from './store/calendar-of-store.ts'
import { type DuckDBConnection, rowsOf, withDatabase } from './store/duckdb.ts'
import type { Manifest, Part } from './store/manifest.ts'
import { faultOf } from './store/read-blocks.ts'
import { partsOf, readManifest } from './store/read-manifest.ts'
import { sourceFile, sourceText } from './store/source-file.ts'
import { identifier, parquetFrom, TABLES, type TableName } from './store/tables.ts'
import type { FindingKind, StoreFinding } from './store-finding.ts'

/** The findings, damage first; none for a store that is whole. Throws a DataError without a valid manifest. */
export async function checkStore(folder: string): Promise<StoreFinding[]> {
  const manifest = await readManifest(folder)
  const calendar = calendarOfStore(manifest)
  return withDatabase(async connection => {
    const damage: StoreFinding[] = []
    const oddities: StoreFinding[] = []
    for (const table of ['bars', 'chains'] as const) {
      for (const part of partsOf(manifest, table)) {
        const found = await damageOf(connection, folder, table, part)
        damage.push(...found)
        if (found.length === 0)
          oddities.push(...(await oddRows(connection, join(folder, part.file), part.file, table)))
      }
    }
    damage.push(...(await changedSources(folder, manifest)))
    return [
      ...damage,
      ...oddities,
      ...oddNames(manifest),
      ...oddContracts(manifest),
      ...gaps(manifest, calendar),
      ...unsettled(manifest, calendar),
    ]
  })
}

/** Files of sources that do not say what the manifest says; stores of version 1 have none. */
async function changedSources(folder: string, manifest: Manifest): Promise<StoreFinding[]> {
  if (manifest.version === 1) return []
  const findings: StoreFinding[] = []
  for (const source of manifest.sources) {
    const name = sourceFile(source.id)
    const text = await readFile(join(folder, name), 'utf8').catch(() => null)
    if (text === sourceText(manifest, source)) continue
    const what = text === null ? 'is missing' : 'is not what was written'
    findings.push({
      severity: 'bad',
      kind: 'changedSource',
      what: name,
      count: 1,
      text: `${name} ${what}; stillhalter data repair writes it anew`,
    })
  }
  return findings
}

async function damageOf(
  connection: DuckDBConnection,
  folder: string,
  table: TableName,
  part: Part,
): Promise<StoreFinding[]> {
  const path = join(folder, part.file)
  const bad = (kind: FindingKind, count: number, text: string): StoreFinding[] => [
    { severity: 'bad', kind, what: part.file, count, text: `${text}; import its source again with replace` },
  ]
  if (!(await stat(path).catch(() => null))) return bad('missingPart', 1, 'the file is missing')
  const fault = await faultOf(connection, path, TABLES[table])
  if (fault !== null) return bad('unreadablePart', 1, `the file cannot be read (${fault})`)
  if ((await sha256Of(path)) !== part.sha256) return bad('changedPart', 1, 'the file is not what was written')
  const rows = await countOf(connection, `SELECT count(*)::DOUBLE AS n FROM ${parquetFrom([path])}`)
  if (rows !== part.rows)
    return bad('rowCount', rows, `it holds ${rows} rows where ${part.rows} were written`)
  const misplaced = await countOf(connection, unorderedRows(table, path))
  return misplaced === 0
    ? []
    : bad('sortOrder', misplaced, `${misplaced} rows are out of order or twice there`)
}

/** Counts rows that do not come after the one before them in the file. */
function unorderedRows(table: TableName, path: string): string {
  const { keyColumn, within } = TABLES[table]
  const [time = 'time', ...rest] = within
  const key = `row(${[time, keyColumn, ...rest].map(identifier).join(', ')})`
  const from = parquetFrom([path]).replace(/\)$/, ', file_row_number = true)')
  return `SELECT count(*)::DOUBLE AS n FROM (SELECT ${key} AS key, lag(${key}) OVER (ORDER BY file_row_number) AS before FROM ${from}) WHERE key <= before`
}

async function countOf(connection: DuckDBConnection, sql: string): Promise<number> {
  const [row] = await rowsOf(connection, sql)
  return Number(row?.n ?? 0)
}

/** Contracts that end at a date outside 1900 to 2200; dates compare as they are written. */
function oddContracts({ contracts }: Manifest): StoreFinding[] {
  const odd = contracts.filter(({ expiry }) => expiry < '1900-01-01' || expiry > '2200-12-31')
  const [first] = odd
  if (!first) return []
  const what = escapeControls(first.instrument)
  const text = `${odd.length} contracts expire outside 1900 to 2200, the first ${what} on ${first.expiry}`
  return [{ severity: 'warn', kind: 'oddDate', what, count: odd.length, text }]
}

/** Sessions between a product's first and last row on which it has none. */
function gaps(manifest: Manifest, calendar: StoreCalendar): StoreFinding[] {
  return manifest.products.flatMap(({ id }): StoreFinding[] => {
    const present = daysWithRows(calendar, id)
    const first = Math.min(...present)
    const last = Math.max(...present)
    const missing = calendar
      .sessions(id)
      .filter(({ day }) => day > first && day < last && !present.has(day))
      .map(({ day }) => day)
    if (missing.length === 0) return []
    const text = `${missing.length} sessions between ${formatDay(first)} and ${formatDay(last)} have no rows, the first on ${formatDay(missing[0] ?? first)}`
    return [{ severity: 'warn', kind: 'sessionWithoutRows', what: id, count: missing.length, text }]
  })
}

function daysWithRows(calendar: StoreCalendar, product: string): Set<Day> {
  const rows = (['bars', 'chains'] as const).flatMap(table => calendar.rows(table, [product]))
  return new Set(rows.map(({ day }) => day))
}

/** Expired series of which the store knows no final price, by product. */
function unsettled(manifest: Manifest, calendar: StoreCalendar): StoreFinding[] {
  return manifest.products.flatMap((product): StoreFinding[] => {
    if (product.kind !== 'option') return []
    const underlying = underlyingProductOf(product)
    const closes = closesWithBars(calendar, underlying)
    const last = Math.max(...calendar.rows('chains', [product.id]).map(({ close }) => close))
    const open = calendar
      .series(product.id)
      .filter(series => series.settlement === null && series.lastSession.close <= last)
      .filter(series => product.settlement.kind === 'cash' || !closes.has(series.lastSession.close))
    const findings: StoreFinding[] = []
    if (open.length > 0) {
      const expiries = open.map(({ expiry }) => formatDay(expiry)).join(', ')
      findings.push({
        severity: 'warn',
        kind: 'expiryWithoutSettlement',
        what: product.id,
        count: open.length,
        text: `${open.length} expired series have no final settlement price: ${expiries}`,
      })
    }
    if (closes.size === 0) {
      findings.push({
        severity: 'warn',
        kind: 'underlyingWithoutBars',
        what: product.id,
        count: 1,
        text: `there are no bars of its underlying ${underlying}; import them into the same store`,
      })
    }
    return findings
  })
}

const closesWithBars = (calendar: StoreCalendar, product: string): Set<EpochMs> =>
  new Set(calendar.rows('bars', [product]).map(({ close }) => close))

/** Reads rows of Parquet parts into the columns of a block. */

import { join } from 'node:path'
import { type BarColumns, type ChainColumns, cutBars, cutChain } from '../../engine/model/block.ts'
import { DataError } from '../../engine/model/errors.ts'
import type { EpochMs } from '../../engine/model/time.ts'
import { type Column, columnsOf, type DuckDBConnection, quoted, rowsOf } from './duckdb.ts'
import type { Part } from './manifest.ts'
import { identifier, numberOf, parquetFiles, parquetFrom, TABLES, type Table } from './tables.ts'

/** A stretch of rows: of these names (instruments or products), later than `after`, up to `until`. */
interface Stretch {
  readonly names: readonly string[]
  readonly after: EpochMs
  readonly until: EpochMs
}

/** The parts that may hold rows of a stretch. */
export function touchedBy(parts: readonly Part[], { names, after, until }: Stretch): Part[] {
  const wanted = new Set(names)
  return parts.filter(
    part => part.first <= until && part.last > after && part.keys.some(key => wanted.has(key)),
  )
}

/** Bars by instrument, ascending by name; an instrument without a row is left out. */
export async function readBars(
  connection: DuckDBConnection,
  folder: string,
  parts: readonly Part[],
  stretch: Stretch,
): Promise<Map<string, BarColumns>> {
  const runs = await readRuns(connection, folder, TABLES.bars, parts, stretch)
  return new Map(
    runs.map(({ name, from, to, columns }) => {
      const bars = cutBars({ ...(columns as unknown as BarColumns), instrument: name }, from, to)
      requireOrder(parts, name, bars.time, barOutOfOrder(bars))
      return [name, bars]
    }),
  )
}

/** Quotes by product, ascending by name; a product without a row is left out. */
export async function readChains(
  connection: DuckDBConnection,
  folder: string,
  parts: readonly Part[],
  stretch: Stretch,
): Promise<Map<string, ChainColumns>> {
  const chains = new Map<string, ChainColumns>()
  // A product at a time: a part that holds several is in the order of each of them, but not of all.
  for (const product of [...stretch.names].sort()) {
    const alone = { ...stretch, names: [product] }
    for (const { from, to, columns } of await readRuns(connection, folder, TABLES.chains, parts, alone)) {
      const chain = cutChain({ ...(columns as unknown as ChainColumns), product }, from, to)
      requireOrder(parts, product, chain.time, quoteOutOfOrder(chain))
      chains.set(product, chain)
    }
  }
  return chains
}

/** Throws a DataError about the part that holds the row out of order, where there is one. */
function requireOrder(parts: readonly Part[], name: string, time: Float64Array, row: number | null): void {
  if (row === null) return
  const found = time[row] as number
  const [part] = touchedBy(parts, { names: [name], after: found - 1, until: found })
  throw partError(part?.file ?? name, `its rows are not in order at ${new Date(found).toISOString()}`)
}

/** The rows of a name among the columns of a query, by the columns' names: all of a table's `within` and `values`. */
interface Run {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly columns: Readonly<Record<string, Column>>
}

async function readRuns(
  connection: DuckDBConnection,
  folder: string,
  table: Table,
  parts: readonly Part[],
  stretch: Stretch,
): Promise<Run[]> {
  const { after, until } = stretch
  const wanted = new Set(stretch.names)
  const within = touchedBy(parts, stretch).sort((a, b) => a.first - b.first)
  if (within.length === 0) return []
  const names = [...new Set(within.flatMap(part => part.keys))].filter(key => wanted.has(key)).sort()
  const key = identifier(table.keyColumn)
  const first = Math.min(...within.map(part => part.first))
  const last = Math.max(...within.map(part => part.last))
  const list = names.map(quoted).join(', ')
  const where = [
    ...(within.every(part => part.keys.every(name => wanted.has(name))) ? [] : [`${key} IN (${list})`]),
    ...(after < first ? [] : [`"time" > epoch_ms(${Math.floor(after)})`]),
    ...(until >= last ? [] : [`"time" <= epoch_ms(${Math.floor(until)})`]),
  ]
  // Each part is in order of time: so are rows of one name out of parts that follow one another.
  const isSorted =
    names.length === 1 && within.every((part, i) => i === 0 || part.first > (within[i - 1] as Part).last)
  try {
    const missing = await missingFrom(connection, folder, table, within)
    const present = [...table.within, ...table.values].filter(column => !missing.includes(column))
    const { rows, columns } = await columnsOf(
      connection,
      [
        `SELECT ${[...present.map(numberOf), ...(names.length === 1 ? [] : [`list_position([${list}], ${key})::INTEGER - 1`])].join(', ')}`,
        `FROM ${parquetFrom(within.map(part => join(folder, part.file)))}`,
        where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`,
        isSorted ? '' : `ORDER BY ${[table.keyColumn, ...table.within].map(identifier).join(', ')}`,
      ].join(' '),
    )
    if (rows === 0) return []
    const none = missing.length === 0 ? new Float64Array() : new Float64Array(rows).fill(Number.NaN)
    const byName = Object.fromEntries([
      ...missing.map((column): [string, Column] => [column, none]),
      ...present.map((column, index): [string, Column] => [column, columns[index] as Column]),
    ])
    return runsOf(names, columns[present.length], rows).map(run => ({ ...run, columns: byName }))
  } catch (error) {
    throw await damage(connection, folder, within, table, error)
  }
}

/** Where rows of each name begin and end; `indices` ascends and is absent where all are of the only name. */
function runsOf(
  names: readonly string[],
  indices: Column | undefined,
  rows: number,
): { name: string; from: number; to: number }[] {
  const runs: { name: string; from: number; to: number }[] = []
  let from = 0
  while (from < rows) {
    const index = indices?.[from] ?? 0
    let to = indices === undefined ? rows : from + 1
    while (to < rows && indices?.[to] === index) to++
    runs.push({ name: names[index] as string, from, to })
    from = to
  }
  return runs
}

/** By part: the columns in which no row has a value. */
const missingOf = new WeakMap<Part, ReadonlySet<string>>()

/** Of a part of fewer rows, asking which columns are missing costs as much as reading them. */
const ROWS_WORTH_ASKING = 40_000

/** The value columns in which none of these parts has a value, by the counts in the files: they are not read. */
async function missingFrom(
  connection: DuckDBConnection,
  folder: string,
  table: Table,
  parts: readonly Part[],
): Promise<readonly string[]> {
  if (parts.some(part => part.rows < ROWS_WORTH_ASKING)) return []
  for (const part of parts) {
    if (missingOf.has(part)) continue
    const found = await rowsOf(
      connection,
      `SELECT path_in_schema AS name FROM parquet_metadata(${parquetFiles([join(folder, part.file)])}) GROUP BY 1 HAVING sum(num_values) = sum(stats_null_count)`,
    )
    missingOf.set(part, new Set(found.map(({ name }) => String(name))))
  }
  return table.values.filter(column => parts.every(part => missingOf.get(part)?.has(column)))
}

/** Which part cannot be read, as a DataError; the error itself when every part can. */
async function damage(
  connection: DuckDBConnection,
  folder: string,
  parts: readonly Part[],
  table: Table,
  error: unknown,
): Promise<unknown> {
  for (const part of parts) {
    const reason = await faultOf(connection, join(folder, part.file), table)
    if (reason !== null) return partError(part.file, reason)
  }
  return error
}

/** What keeps a file from being read as a part of a table, all of its rows included; null = nothing. */
export async function faultOf(
  connection: DuckDBConnection,
  path: string,
  table: Table,
): Promise<string | null> {
  const columns = [table.keyColumn, ...table.within, ...table.values].map(
    column => `max(${identifier(column)})`,
  )
  try {
    await rowsOf(connection, `SELECT ${columns.join(', ')} FROM ${parquetFrom([path])}`)
    return null
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
  }
}

/** A part that is damaged or was not written by an import. */
export const partError = (file: string, reason: string): DataError =>
  new DataError(`this part of the store cannot be read; import its source again with replace (${reason})`, {
    file,
  })

/** The first bar that is not later than the one before it; null = each is. */
function barOutOfOrder({ time, length }: BarColumns): number | null {
  for (let row = 1; row < length; row++) {
    if (!((time[row] as number) > (time[row - 1] as number))) return row
  }
  return null
}

/** The first quote that does not come after the one before it by time, expiry, strike, right; null = each does. */
function quoteOutOfOrder({ time, expiry, strike, right, length }: ChainColumns): number | null {
  for (let row = 1; row < length; row++) {
    const later = (time[row] as number) - (time[row - 1] as number)
    if (later > 0) continue
    const expires = later === 0 ? (expiry[row] as number) - (expiry[row - 1] as number) : later
    if (expires > 0) continue
    const higher = expires === 0 ? (strike[row] as number) - (strike[row - 1] as number) : expires
    if (higher > 0) continue
    if (!(higher === 0 && (right[row] as number) > (right[row - 1] as number))) return row
  }
  return null
}

/** Reads rows of Parquet parts into the columns of a block. */

import { join } from 'node:path'
import {
  type BarColumns,
  type ChainColumns,
  cutBars,
  cutChain,
  emptyBars,
  emptyChain,
} from '../../engine/model/block.ts'
import { DataError } from '../../engine/model/errors.ts'
import type { EpochMs } from '../../engine/model/time.ts'
import { type Column, type DuckDBConnection, fill, quoted, rowsOf } from './duckdb.ts'
import type { Part } from './manifest.ts'
import { identifier, numberOf, parquetFrom, TABLES, type Table } from './tables.ts'

/** A stretch of rows: of these names (instruments or products), later than `after`, up to `until`. */
export interface Stretch {
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
  const table = TABLES.bars
  const runs = await readRuns(connection, folder, table, parts, stretch, length => {
    const bars = emptyBars('', length)
    return { columns: bars, into: columnsOf(table, bars) }
  })
  return new Map(
    runs.map(({ name, from, to, columns }) => [name, { ...cutBars(columns, from, to), instrument: name }]),
  )
}

/** Quotes by product, ascending by name; a product without a row is left out. */
export async function readChains(
  connection: DuckDBConnection,
  folder: string,
  parts: readonly Part[],
  stretch: Stretch,
): Promise<Map<string, ChainColumns>> {
  const table = TABLES.chains
  const runs = await readRuns(connection, folder, table, parts, stretch, length => {
    const chain = emptyChain('', length)
    return { columns: chain, into: columnsOf(table, chain) }
  })
  return new Map(
    runs.map(({ name, from, to, columns }) => [name, { ...cutChain(columns, from, to), product: name }]),
  )
}

/** The columns in the order of the query; every value column of a table is one of its block. */
const columnsOf = (table: Table, columns: object): Column[] => {
  const byName = columns as Readonly<Record<string, Column>>
  return [...table.within, ...table.values].map(name => byName[name] as Column)
}

interface Run<Columns> {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly columns: Columns
}

async function readRuns<Columns>(
  connection: DuckDBConnection,
  folder: string,
  table: Table,
  parts: readonly Part[],
  stretch: Stretch,
  allocate: (length: number) => { columns: Columns; into: Column[] },
): Promise<Run<Columns>[]> {
  const { after, until } = stretch
  const wanted = new Set(stretch.names)
  const within = touchedBy(parts, stretch)
  if (within.length === 0) return []
  const present = [...new Set(within.flatMap(part => part.keys))].filter(key => wanted.has(key))
  const key = identifier(table.keyColumn)
  const first = Math.min(...within.map(part => part.first))
  const last = Math.max(...within.map(part => part.last))
  const rows = [
    `FROM ${parquetFrom(within.map(part => join(folder, part.file)))}`,
    `WHERE ${key} IN (${present.map(quoted).join(', ')})`,
    `AND "time" > epoch_ms(${Math.floor(Math.max(after, first - 1))})`,
    `AND "time" <= epoch_ms(${Math.floor(Math.min(until, last))})`,
  ].join(' ')
  const columns = [...table.within, ...table.values].map(numberOf).join(', ')
  const order = [table.keyColumn, ...table.within].map(identifier).join(', ')
  try {
    const counts = await rowsOf(
      connection,
      `SELECT ${key} AS name, count(*)::DOUBLE AS rows ${rows} GROUP BY 1 ORDER BY 1`,
    )
    const total = counts.reduce((sum, count) => sum + Number(count.rows), 0)
    const block = allocate(total)
    await fill(connection, `SELECT ${columns} ${rows} ORDER BY ${order}`, block.into)
    let from = 0
    return counts.map(count => {
      const to = from + Number(count.rows)
      const run = { name: String(count.name), from, to, columns: block.columns }
      from = to
      return run
    })
  } catch (error) {
    throw await damage(connection, folder, within, table, error)
  }
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

/** Rows of one source on their way into a part: sorted, freed of duplicates, written as Parquet. */

import { type Day, formatDay } from '../../engine/model/time.ts'
import { type DuckDBConnection, quoted, type RowAppender, rowAppender, rowsOf } from './duckdb.ts'
import type { Part } from './manifest.ts'
import {
  identifier,
  numberOf,
  parquetFrom,
  parquetOptions,
  TABLES,
  type Table,
  type TableName,
} from './tables.ts'

/** A row whose key another row already has. */
interface DuplicateRow {
  readonly line: number
  /** The line of the row that came first. */
  readonly first: number
  /** The key as people read it. */
  readonly key: string
}

/** What a part says about its rows. */
type PartRows = Pick<Part, 'rows' | 'first' | 'last' | 'keys' | 'sessions'>

export interface StagedTable {
  readonly table: Table
  /** Adds a row: its name, the product it belongs to, the session, the line of the file, then the values by column. */
  append(row: StagedRow): void
  /** No more rows come. */
  close(): void
  /** Takes out every row whose key an earlier line has, and tells which. */
  dropDuplicates(): Promise<DuplicateRow[]>
  /** The first row, in order of the key, that one of these parts holds as well. */
  clashWith(parts: readonly { readonly file: string; readonly path: string }[]): Promise<Clash | null>
  /** Counted once: after the duplicates are out. */
  describe(): Promise<PartRows>
  /** Writes the rows as Parquet, in order. */
  write(path: string): Promise<void>
}

interface StagedRow {
  readonly key: string
  readonly product: string
  readonly session: Day
  readonly line: number
  readonly time: number
  /** By the order of the table's `within` after `time`; expiry as day number, right as code. */
  readonly within: readonly number[]
  /** By the order of the table's `values`; NaN = missing. */
  readonly values: readonly number[]
}

interface Clash {
  readonly line: number
  readonly key: string
  /** The part that holds the row already. */
  readonly part: string
}

const INTEGERS = ['key', 'session', 'line'] as const

/** An empty table of a database; its rows are those of one source. */
export async function stagedTable(connection: DuckDBConnection, name: TableName): Promise<StagedTable> {
  const table = TABLES[name]
  const staged = `staged_${name}`
  const names = `names_${name}`
  const doubles = [...table.within, ...table.values]
  await connection.run(
    `CREATE TABLE ${staged} (${[...INTEGERS.map(column => `${column} INTEGER`), ...doubles.map(column => `${identifier(column)} DOUBLE`)].join(', ')})`,
  )
  await connection.run(`CREATE TABLE ${names} (key INTEGER, name VARCHAR, product VARCHAR)`)
  const appender: RowAppender = await rowAppender(connection, staged, INTEGERS.length, doubles.length)
  const keys = new Map<string, { readonly index: number; readonly product: string }>()
  const within = table.within.map(identifier).join(', ')
  let described: Promise<PartRows> | null = null

  const keyOf = (key: string, product: string): number => {
    const known = keys.get(key)
    if (known) return known.index
    keys.set(key, { index: keys.size, product })
    return keys.size - 1
  }

  return {
    table,
    append(row) {
      appender.append(
        [keyOf(row.key, row.product), row.session, row.line],
        [row.time, ...row.within, ...row.values],
      )
    },
    close: () => appender.close(),
    async dropDuplicates() {
      if (keys.size === 0) return []
      const rows = [...keys].map(
        ([key, { index, product }]) => `(${index}, ${quoted(key)}, ${quoted(product)})`,
      )
      await connection.run(`INSERT INTO ${names} VALUES ${rows.join(', ')}`)
      const repeated = `SELECT key, ${within}, min(line) AS first FROM ${staged} GROUP BY key, ${within} HAVING count(*) > 1`
      const found = await rowsOf(
        connection,
        `SELECT s.line, r.first, n.name, ${table.within.map(column => `s.${identifier(column)}`).join(', ')} FROM ${staged} s JOIN (${repeated}) r USING (key, ${within}) JOIN ${names} n USING (key) WHERE s.line > r.first ORDER BY s.line`,
      )
      if (found.length > 0) {
        await connection.run(`DELETE FROM ${staged} WHERE line IN (${found.map(row => row.line).join(', ')})`)
      }
      return found.map(row => ({
        line: Number(row.line),
        first: Number(row.first),
        key: describeKey(table, row),
      }))
    },
    async clashWith(parts) {
      for (const part of parts) {
        const stored = `SELECT ${identifier(table.keyColumn)} AS name, ${table.within.map(column => `${numberOf(column)}::DOUBLE AS ${identifier(column)}`).join(', ')} FROM ${parquetFrom([part.path])}`
        const [clash] = await rowsOf(
          connection,
          `SELECT s.line, n.name, ${table.within.map(column => `s.${identifier(column)}`).join(', ')} FROM ${staged} s JOIN ${names} n USING (key) JOIN (${stored}) p USING (name, ${within}) ORDER BY s.line LIMIT 1`,
        )
        if (clash) return { line: Number(clash.line), key: describeKey(table, clash), part: part.file }
      }
      return null
    },
    describe() {
      described =
        described ?? (keys.size === 0 ? Promise.resolve(NO_ROWS) : describeRows(connection, staged, names))
      return described
    },
    async write(path) {
      await connection.run(
        `COPY (SELECT ${writtenColumns(table)} FROM ${staged} s JOIN ${names} n USING (key) ORDER BY ${orderOf(table)}) TO ${quoted(path)} (${parquetOptions()})`,
      )
    },
  }
}

const NO_ROWS: PartRows = { rows: 0, first: 0, last: 0, keys: [], sessions: {} }

async function describeRows(connection: DuckDBConnection, staged: string, names: string): Promise<PartRows> {
  const [bounds] = await rowsOf(
    connection,
    `SELECT count(*)::DOUBLE AS rows, min("time") AS first, max("time") AS last FROM ${staged}`,
  )
  const counts = await rowsOf(
    connection,
    `SELECT n.product, s.session, count(*)::DOUBLE AS rows FROM ${staged} s JOIN ${names} n USING (key) GROUP BY ALL ORDER BY ALL`,
  )
  const present = await rowsOf(
    connection,
    `SELECT name FROM ${names} WHERE key IN (SELECT key FROM ${staged}) ORDER BY name`,
  )
  const sessions: Record<string, Record<string, number>> = {}
  for (const { product, session, rows } of counts) {
    const days = sessions[String(product)] ?? {}
    days[formatDay(Number(session))] = Number(rows)
    sessions[String(product)] = days
  }
  return {
    rows: Number(bounds?.rows ?? 0),
    first: Number(bounds?.first ?? 0),
    last: Number(bounds?.last ?? 0),
    keys: present.map(({ name }) => String(name)),
    sessions,
  }
}

/** The order of rows in a part: by time, then by the rest of the key. */
const orderOf = (table: Table): string =>
  ['s."time"', 'n.name', ...table.within.slice(1).map(column => `s.${identifier(column)}`)].join(', ')

function writtenColumns(table: Table): string {
  const value = (column: string): string => {
    if (column === 'time') return 's."time"::BIGINT'
    return `s.${identifier(column)}`
  }
  const written = (column: string): string => {
    if (column === 'time') return `epoch_ms(${value(column)})::TIMESTAMP_MS AS "time"`
    if (column === 'expiry') return `(DATE '1970-01-01' + s."expiry"::INTEGER) AS "expiry"`
    if (column === 'right') return `CASE WHEN s."right" = 0 THEN 'C' ELSE 'P' END AS "right"`
    if (column === 'strike') return 's."strike"'
    return `nullif(${value(column)}, 'nan'::DOUBLE) AS ${identifier(column)}`
  }
  return [
    `n.name AS ${identifier(table.keyColumn)}`,
    ...[...table.within, ...table.values].map(written),
  ].join(', ')
}

function describeKey(table: Table, row: Record<string, string | number>): string {
  const time = new Date(Number(row.time)).toISOString()
  if (table.name === 'bars') return `${row.name} at ${time}`
  const right = Number(row.right) === 0 ? 'C' : 'P'
  return `${row.name} ${formatDay(Number(row.expiry))} ${right} ${row.strike} at ${time}`
}

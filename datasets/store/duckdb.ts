/** The one adapter to DuckDB: opens it, hands results over as typed arrays, and takes typed arrays in. */

import {
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  DuckDBTypeId,
  type DuckDBVector,
  INTEGER,
} from '@duckdb/node-api'

export type { DuckDBConnection }

/** Rows of one chunk; also the most that a chunk holds. */
const CHUNK_ROWS = 2048

/** A column of numbers; a missing value is NaN in floats. */
export type Column = Float64Array | Int32Array | Uint8Array

/**
 * Runs `work` on a database in memory and closes it whatever happens. One thread: the same bytes on every machine,
 * and no fight with the threads of a sweep. `spill` is a folder for what does not fit in memory.
 */
export async function withDatabase<T>(
  work: (connection: DuckDBConnection) => Promise<T>,
  spill?: string,
): Promise<T> {
  const database = await openDatabase(spill)
  try {
    return await work(database.connection)
  } finally {
    database.close()
  }
}

export interface Database {
  readonly connection: DuckDBConnection
  close(): void
}

/** A database in memory that the caller closes. */
export async function openDatabase(spill?: string): Promise<Database> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(spill === undefined ? {} : { temp_directory: spill, memory_limit: '1GB' }),
  })
  const connection = await instance.connect()
  return {
    connection,
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** All rows of a small result as objects: for facts, never for market rows. */
export async function rowsOf(
  connection: DuckDBConnection,
  sql: string,
): Promise<Record<string, string | number>[]> {
  const result = await connection.run(sql)
  return (await result.getRowObjects()).map(row =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
    ),
  )
}

/** The columns of a result, whole: Float64Array for DOUBLE, Int32Array for INTEGER, Uint8Array for UTINYINT. */
export async function columnsOf(
  connection: DuckDBConnection,
  sql: string,
): Promise<{ readonly rows: number; readonly columns: readonly Column[] }> {
  const result = await connection.run(sql)
  const { rowCount: rows, chunkCount } = result
  const columns = result.columnTypes().map(type => emptyColumn(type.typeId, rows))
  let at = 0
  for (let index = 0; index < chunkCount; index++) {
    const chunk = result.getChunk(index)
    for (let i = 0; i < columns.length; i++) {
      copyVector(chunk.getColumnVector(i), columns[i] as Column, at)
    }
    at += chunk.rowCount
  }
  return { rows, columns }
}

/** Streams the first column of a result, a chunk at a time. */
export async function* valuesOf(
  connection: DuckDBConnection,
  sql: string,
): AsyncGenerator<readonly unknown[]> {
  const result = await connection.stream(sql)
  for (;;) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) return
    yield chunk.getColumnValues(0)
  }
}

/** What the library keeps of a vector, its private fields included: the reason for this file. */
interface RawVector {
  readonly items: Column
  /** A bit a row, set where the value exists; null data means that all do. */
  readonly validity: { readonly data: BigUint64Array | null }
}

const raw = (vector: DuckDBVector): RawVector => vector as unknown as RawVector

function emptyColumn(type: DuckDBTypeId, rows: number): Column {
  if (type === DuckDBTypeId.INTEGER) return new Int32Array(rows)
  return type === DuckDBTypeId.UTINYINT ? new Uint8Array(rows) : new Float64Array(rows)
}

function copyVector(vector: DuckDBVector, column: Column, at: number): void {
  const { items, validity } = raw(vector)
  column.set(items, at)
  // Where a value is missing, `items` holds whatever the query left there: 0, NaN or a number.
  if (validity.data && column instanceof Float64Array) blank(validity.data, column, at, items.length)
}

function blank(validity: BigUint64Array, column: Float64Array, at: number, length: number): void {
  const bits = new Uint32Array(validity.buffer, validity.byteOffset, validity.length * 2)
  for (let word = 0; word * 32 < length; word++) {
    const present = bits[word] as number
    if (present === 0xffffffff) continue
    const end = Math.min(32, length - word * 32)
    for (let bit = 0; bit < end; bit++) {
      if (((present >>> bit) & 1) === 0) column[at + word * 32 + bit] = Number.NaN
    }
  }
}

/** Takes rows into a table of INTEGER columns followed by DOUBLE columns; NaN is written as NaN. */
export interface RowAppender {
  /** Adds a row: its integers, then its doubles. */
  append(integers: readonly number[], doubles: readonly number[]): void
  /** Writes what is still in hand. */
  close(): void
}

/** An appender to an existing table of `integers` INTEGER and `doubles` DOUBLE columns, in this order. */
export async function rowAppender(
  connection: DuckDBConnection,
  table: string,
  integers: number,
  doubles: number,
): Promise<RowAppender> {
  const appender = await connection.createAppender(table)
  const types = [...Array(integers).fill(INTEGER), ...Array(doubles).fill(DOUBLE)]
  const columns: Column[] = [
    ...Array.from({ length: integers }, () => new Int32Array(CHUNK_ROWS)),
    ...Array.from({ length: doubles }, () => new Float64Array(CHUNK_ROWS)),
  ]
  let rows = 0

  const flush = (): void => {
    if (rows === 0) return
    const chunk = DuckDBDataChunk.create(types, rows)
    columns.forEach((column, index) => {
      const vector = chunk.getColumnVector(index)
      raw(vector).items.set(column.subarray(0, rows))
      vector.flush()
    })
    appender.appendDataChunk(chunk)
    rows = 0
  }

  return {
    append(whole, floating) {
      for (let i = 0; i < integers; i++) (columns[i] as Column)[rows] = whole[i] as number
      for (let i = 0; i < doubles; i++) (columns[integers + i] as Column)[rows] = floating[i] as number
      rows++
      if (rows === CHUNK_ROWS) flush()
    },
    close() {
      flush()
      appender.closeSync()
    },
  }
}

/** A string as a literal of SQL. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

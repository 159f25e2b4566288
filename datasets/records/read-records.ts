/** Reads the records of a run back from Parquet. The file may be anybody's: nothing in it is taken on trust. */

import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { DataError } from '../../engine/model/errors.ts'
import { RECORD_SCHEMA, type RunRecord } from '../../engine/model/record.ts'
import { type DuckDBConnection, quoted, rowsOf, valuesOf, withDatabase } from '../store/duckdb.ts'
import { parquetFrom } from '../store/tables.ts'
import { recordSchema } from './record-schema.ts'
import { RECORD_KEY } from './write-records.ts'

/**
 * Hands each record of a `records.parquet` to `take`, in the order in which they happened. Throws a DataError for a file
 * that is none, for one of another version, and for the first record that is not what its kind must be.
 */
export async function readRecords(path: string, take: (record: RunRecord) => void): Promise<void> {
  const file = basename(path)
  if (!(await stat(path).catch(() => null))?.isFile())
    throw new DataError('there is no such file; check the path', { file })
  await withDatabase(async connection => {
    await requireVersion(connection, path, file)
    let line = 0
    for await (const texts of valuesOf(connection, `SELECT record FROM ${parquetFrom([path])}`))
      for (const text of texts) take(recordIn(text, { file, line: ++line }))
  })
}

async function requireVersion(connection: DuckDBConnection, path: string, file: string): Promise<void> {
  const versions = await rowsOf(
    connection,
    `SELECT value::VARCHAR AS version FROM parquet_kv_metadata(${quoted(path)}) WHERE key::VARCHAR = ${quoted(RECORD_KEY)}`,
  ).catch(() => [])
  const [{ version = null } = {}] = versions
  const columns = await rowsOf(connection, `SELECT name FROM parquet_schema(${quoted(path)})`).catch(() => [])
  if (version === null || !columns.some(({ name }) => name === 'record')) {
    throw new DataError(`holds no records of a run; name the records.parquet that stillhalter run wrote`, {
      file,
    })
  }
  if (version !== RECORD_SCHEMA) {
    throw new DataError(
      `its records are of another version than ${RECORD_SCHEMA}; read them with the version of stillhalter that wrote them`,
      { file, value: version },
    )
  }
}

function recordIn(text: unknown, place: { readonly file: string; readonly line: number }): RunRecord {
  const parsed = recordSchema.safeParse(jsonIn(text))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path.join('.')
  throw new DataError(`is no record of a run (${issue?.message ?? 'unreadable'}); run the experiment again`, {
    ...place,
    ...(field ? { field } : {}),
  })
}

/** Undefined for what is no JSON. */
function jsonIn(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

/** Writes the records of a run while they happen, and then as Parquet, with the journal as a view of them. */

import { closeSync, openSync, writeSync } from 'node:fs'
import { RECORD_SCHEMA, type RunRecord } from '../../engine/model/record.ts'
import { quoted, withDatabase } from '../store/duckdb.ts'
import { parquetOptions } from '../store/tables.ts'
import { postingsIn, recordsIn } from './record-columns.ts'

/** Writes the records of one run. */
export interface RecordWriter {
  /** The next record, which changes no more. A batch of them at the most is held before it is on the disk. */
  readonly take: (record: RunRecord) => void
  /** Writes all records to one path, and a row for each posting of their entries to another. Nothing is taken afterwards. */
  write(records: string, journal: string): Promise<void>
}

/**
 * Runs `work` with a writer of records. They grow in the file `scratch`, a list of JSON, which is left behind for whoever
 * owns its folder. `currency` is the account's. The same records give the same bytes.
 */
export async function withRecordWriter<T>(
  scratch: string,
  currency: string,
  work: (writer: RecordWriter) => Promise<T>,
): Promise<T> {
  const file = openSync(scratch, 'w')
  const currencies = new Set<string>()
  let batch: RunRecord[] = []
  let before = '['
  // JSON of many records takes two thirds of the time of theirs one by one.
  const flush = (): void => {
    if (batch.length === 0) return
    writeWhole(file, before + JSON.stringify(batch).slice(1, -1))
    batch = []
    before = ','
  }
  try {
    return await work({
      take(record) {
        if (record.kind === 'entry') currencies.add(record.entry.currency)
        if (batch.push(record) === BATCH_LENGTH) flush()
      },
      async write(records, journal) {
        flush()
        writeWhole(file, before === '[' ? '[]' : ']')
        await withDatabase(async connection => {
          const options = `${parquetOptions(ROW_GROUP)}, KV_METADATA {${RECORD_KEY}: ${quoted(RECORD_SCHEMA)}}`
          for (const [rows, path] of [
            [recordsIn(scratch, currency, [...currencies]), records],
            [postingsIn(records, [...currencies]), journal],
          ] as const)
            await connection.run(`COPY (${rows}) TO ${quoted(path)} (${options})`)
        })
      },
    })
  } finally {
    closeSync(file)
  }
}

/** Records that are held before they are written. */
const BATCH_LENGTH = 256

/** Rows that DuckDB holds before it writes them: records are long, and a run may have millions. */
const ROW_GROUP = 8192

/** Where a file names the version of its records. */
export const RECORD_KEY = 'stillhalter'

function writeWhole(file: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
}

/** Writes the records of a run while they happen, and then as Parquet, with the journal as a view of them. */

import { closeSync, openSync, writeSync } from 'node:fs'
import { minorPerUnit } from '../../engine/model/money.ts'
import { RECORD_SCHEMA, type RunRecord } from '../../engine/model/record.ts'
import { quoted, withDatabase } from '../store/duckdb.ts'
import { parquetFrom, parquetOptions } from '../store/tables.ts'

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

const ENTRY = {
  id: 'INTEGER',
  kind: 'VARCHAR',
  currency: 'VARCHAR',
  group: 'INTEGER',
  instrument: 'VARCHAR',
  memo: 'VARCHAR',
  postings: [{ account: 'VARCHAR', amount: 'BIGINT' }],
}

/** Fields of records by their types, as DuckDB reads JSON. */
const FIELDS = {
  kind: 'VARCHAR',
  time: 'BIGINT',
  group: 'INTEGER',
  instrument: 'VARCHAR',
  order: { group: 'INTEGER' },
  fill: { group: 'INTEGER', instrument: { id: 'VARCHAR' }, currency: 'VARCHAR' },
  entry: ENTRY,
  future: 'VARCHAR',
  bond: 'VARCHAR',
  amount: 'BIGINT',
  equity: 'BIGINT',
  cashFree: 'BIGINT',
  initial: 'BIGINT',
}

/** What a record of an account is about: what an entry moved in cash, a call's amount, a close's equity, or its free cash. */
const AMOUNT = `CASE r.kind WHEN 'entry' THEN list_filter(r.entry.postings, p -> p.account = 'cash')[1].amount
  WHEN 'call' THEN r.amount WHEN 'day' THEN r.equity WHEN 'liquidity' THEN r.cashFree WHEN 'comparison' THEN r.initial END`

/**
 * Every record of a file, a list of JSON, in order. `account` is the currency of the account, in which amounts are that
 * are not of an entry.
 */
function recordsIn(path: string, account: string, currencies: readonly string[]): string {
  const own = `CASE WHEN r.kind IN ('call', 'day', 'liquidity', 'comparison') THEN ${quoted(account)} ELSE coalesce(r.entry.currency, r.fill.currency) END`
  return `SELECT sequence, time, kind, "group", instrument, currency, "amountMinorUnits",
    ${inUnits('"amountMinorUnits"', [account, ...currencies])} AS "amountCurrencyUnits", record
    FROM (SELECT sequence, epoch_ms(r.time)::TIMESTAMP_MS AS time, r.kind AS kind,
      coalesce(r."group", r."order"."group", r.fill."group", r.entry."group") AS "group",
      coalesce(r.instrument, r.fill.instrument.id, r.entry.instrument, r.future, r.bond) AS instrument,
      ${own} AS currency, ${AMOUNT} AS "amountMinorUnits", record
      FROM (SELECT (row_number() OVER () - 1)::INTEGER AS sequence, json::VARCHAR AS record,
        from_json(json, ${quoted(JSON.stringify(FIELDS))}) AS r
        FROM read_json_objects(${quoted(path)}, format = 'array', compression = 'uncompressed')))`
}

/** The entries among the records of a Parquet file, a row a posting. */
const postingsIn = (path: string, currencies: readonly string[]): string =>
  `SELECT entry, posting, time, kind, currency, "group", instrument, memo, p.account AS account,
    p.amount AS "amountMinorUnits", ${inUnits('p.amount', currencies)} AS "amountCurrencyUnits"
    FROM (SELECT time, e.id AS entry, e.kind AS kind, e.currency AS currency, e."group" AS "group",
      e.instrument AS instrument, e.memo AS memo,
      unnest(range(len(e.postings)))::INTEGER AS posting, unnest(e.postings) AS p
      FROM (SELECT time, from_json(record->'$.entry', ${quoted(JSON.stringify(ENTRY))}) AS e
        FROM ${parquetFrom([path])} WHERE kind = 'entry'))`

/** An amount of minor units in units of the row's currency. */
function inUnits(amount: string, currencies: readonly string[]): string {
  const scales = [...new Set(currencies)].map(one => `WHEN ${quoted(one)} THEN ${minorPerUnit(one)}`)
  return scales.length === 0 ? 'NULL::DOUBLE' : `${amount} / (CASE currency ${scales.join(' ')} END)`
}

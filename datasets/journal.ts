/** Writes the entries of a run as Parquet: a row a posting, for whoever wants to add them up. */

import type { Entry } from '../engine/model/entry.ts'
import { quoted, rowAppender, withDatabase } from './store/duckdb.ts'
import { parquetOptions } from './store/tables.ts'

/** Columns whose values are looked up by number: texts repeat. */
const TEXTS = ['kind', 'currency', 'instrument', 'memo', 'account'] as const

/**
 * Writes entries in their order to `path`: entry, posting, time, kind, currency, group, instrument, memo, account and
 * the amount in minor units. The same entries give the same bytes.
 */
export async function writeJournal(path: string, entries: readonly Entry[]): Promise<void> {
  await withDatabase(async connection => {
    const numbers = new Map<string, number>()
    const numberOf = (text: string | null): number => {
      if (text === null) return -1
      const known = numbers.get(text) ?? numbers.size
      numbers.set(text, known)
      return known
    }
    await connection.run(
      `CREATE TABLE rows (entry INTEGER, posting INTEGER, "group" INTEGER, ${TEXTS.map(text => `${text} INTEGER`).join(', ')}, time DOUBLE, amount DOUBLE)`,
    )
    const appender = await rowAppender(connection, 'rows', 3 + TEXTS.length, 2)
    for (const { id, time, kind, currency, postings, group, instrument, memo } of entries) {
      postings.forEach(({ account, amount }, posting) => {
        const texts = [kind, currency, instrument, memo, account].map(numberOf)
        appender.append([id, posting, group ?? -1, ...texts], [time, amount])
      })
    }
    appender.close()
    await connection.run('CREATE TABLE texts (number INTEGER, text VARCHAR)')
    const texts = [...numbers].map(([text, number]) => `(${number}, ${quoted(text)})`)
    for (let from = 0; from < texts.length; from += 1000) {
      await connection.run(`INSERT INTO texts VALUES ${texts.slice(from, from + 1000).join(', ')}`)
    }
    const columns = [
      'entry',
      'posting',
      'epoch_ms(time::BIGINT)::TIMESTAMP_MS AS time',
      'nullif("group", -1) AS "group"',
      ...TEXTS.map(text => `${text}_text.text AS ${text}`),
      'amount::BIGINT AS amount',
    ]
    const joins = TEXTS.map(text => `LEFT JOIN texts ${text}_text ON rows.${text} = ${text}_text.number`)
    await connection.run(
      `COPY (SELECT ${columns.join(', ')} FROM rows ${joins.join(' ')} ORDER BY entry, posting) TO ${quoted(path)} (${parquetOptions})`,
    )
  })
}

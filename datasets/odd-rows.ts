/** Finds rows of a part whose values or dates no market has, and names that are odd, each kind with its first. */

import { escapeControls, hasControls, startsFormula } from '../engine/model/hostile-text.ts'
import { formatDay } from '../engine/model/time.ts'
import { type DuckDBConnection, quoted, rowsOf } from './store/duckdb.ts'
import type { Manifest } from './store/manifest.ts'
import { identifier, numberOf, parquetFrom, TABLES, type TableName } from './store/tables.ts'
import type { FindingKind, StoreFinding } from './store-finding.ts'

/** A sign of an oddity: a condition on a row in SQL, and the columns that show it. */
interface Sign {
  readonly test: string
  readonly shows: readonly string[]
}

interface Oddity {
  readonly kind: FindingKind
  /** What so many rows do. */
  readonly says: string
  readonly signs: readonly Sign[]
}

/** Beyond any price, volume or open interest in any currency. */
const HUGE = '1e12'

const FIRST_DATE = "DATE '1900-01-01'"
const AFTER_LAST_DATE = "DATE '2201-01-01'"
const DAYS_OF_CENTURY = 36_525

const AMOUNTS: Readonly<Record<TableName, readonly string[]>> = {
  bars: ['volume'],
  chains: ['bid', 'ask', 'open', 'high', 'low', 'close', 'settlement', 'volume', 'openInterest'],
}

const signOf = (column: string, test: (name: string) => string): Sign => ({
  test: test(identifier(column)),
  shows: [column],
})

const outside = (column: string): Sign =>
  signOf(column, name => `${name} < ${FIRST_DATE} OR ${name} >= ${AFTER_LAST_DATE}`)

const odditiesOf = (table: TableName): Oddity[] => {
  const isChain = table === 'chains'
  const numbers = [...(isChain ? ['strike'] : []), ...TABLES[table].values]
  const far: Sign = { test: `"expiry" - "time"::DATE > ${DAYS_OF_CENTURY}`, shows: ['expiry'] }
  return [
    {
      kind: 'negativeValue',
      says: 'have a value below zero',
      signs: AMOUNTS[table].map(column => signOf(column, name => `${name} < 0`)),
    },
    {
      kind: 'hugeValue',
      says: `have a value beyond ${HUGE}`,
      // NaN is missing, and the greatest number there is to SQL.
      signs: numbers.map(column => signOf(column, name => `abs(${name}) > ${HUGE} AND NOT isnan(${name})`)),
    },
    {
      kind: 'crossedQuote',
      says: 'bid more than they ask',
      signs: isChain ? [{ test: 'bid > ask', shows: ['bid', 'ask'] }] : [],
    },
    {
      kind: 'oddDate',
      says: 'have a date outside 1900 to 2200, or an expiry more than 100 years ahead',
      signs: [outside('time'), ...(isChain ? [outside('expiry'), far] : [])],
    },
  ]
}

/** The oddities of a part that can be read; `file` is what findings call it. */
export async function oddRows(
  connection: DuckDBConnection,
  path: string,
  file: string,
  table: TableName,
): Promise<StoreFinding[]> {
  const findings: StoreFinding[] = []
  for (const { kind, says, signs } of odditiesOf(table)) {
    if (signs.length === 0) continue
    const where = signs.map(({ test }) => `(${test})`).join(' OR ')
    const from = `${parquetFrom([path])} WHERE ${where}`
    const [counted] = await rowsOf(connection, `SELECT count(*)::DOUBLE AS count FROM ${from}`)
    const count = Number(counted?.count ?? 0)
    if (count === 0) continue
    const [row = {}] = await rowsOf(connection, firstRow(from, table, signs))
    const text = `${count} rows ${says}, the first ${rowText(table, row)}: ${row.shown}`
    findings.push({ severity: 'warn', kind, what: file, count, text: escapeControls(text) })
  }
  return findings
}

/** The first of some odd rows by its key, and what is odd about it as text. */
function firstRow(from: string, table: TableName, signs: readonly Sign[]): string {
  const { keyColumn, within } = TABLES[table]
  const key = within.map(column => `${numberOf(column)}::DOUBLE AS ${identifier(column)}`)
  const order = [...within.slice(0, 1), keyColumn, ...within.slice(1)].map(identifier)
  const cases = signs.map(({ test, shows }) => {
    const shown = shows.map(column => `${quoted(`${column} `)} || ${identifier(column)}`)
    return `WHEN ${test} THEN ${shown.join(` || ', ' || `)}`
  })
  return `SELECT ${identifier(keyColumn)} AS name, ${key.join(', ')}, CASE ${cases.join(' ')} END AS shown FROM ${from} ORDER BY ${order.join(', ')} LIMIT 1`
}

function rowText(table: TableName, row: Readonly<Record<string, string | number>>): string {
  const at = `at ${new Date(Number(row.time)).toISOString()}`
  if (table === 'bars') return `${row.name} ${at}`
  return `${row.name} ${formatDay(Number(row.expiry))} ${Number(row.right) === 0 ? 'C' : 'P'} ${row.strike} ${at}`
}

/** The oddities of all names that the manifest knows: every name of a row is among them. */
export function oddNames(manifest: Manifest): StoreFinding[] {
  const names = [...new Set(namesOf(manifest))]
  return [
    ...finding('controlCharacter', names.filter(hasControls), 'hold control characters'),
    ...finding('formulaText', names.filter(startsFormula), 'start like a formula of a spreadsheet'),
  ]
}

const namesOf = ({ name, products, sessions, series, contracts, sources }: Manifest): string[] => [
  name,
  ...textsIn(products),
  ...textsIn(sessions),
  ...series.map(({ underlying }) => underlying),
  ...contracts.map(({ instrument }) => instrument),
  ...sources.flatMap(({ file, licence, bars, chains }) => [
    file,
    licence,
    ...(bars?.keys ?? []),
    ...(chains?.keys ?? []),
  ]),
]

/** Every text among some facts. */
function textsIn(facts: unknown): string[] {
  if (typeof facts === 'string') return [facts]
  return typeof facts === 'object' && facts !== null ? Object.values(facts).flatMap(textsIn) : []
}

function finding(kind: FindingKind, names: readonly string[], says: string): StoreFinding[] {
  const [first] = names
  if (first === undefined) return []
  const what = escapeControls(first)
  const text = `${names.length} names ${says}, the first "${what}"; rename them in the source and import it again`
  return [{ severity: 'warn', kind, what, count: names.length, text }]
}

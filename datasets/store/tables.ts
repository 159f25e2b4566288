/** The two tables of a store: their columns in Parquet, their keys, and how a query reads them as numbers. */

import { BAR_FIELDS, CHAIN_FLOATS } from '../../engine/model/block.ts'
import { quoted } from './duckdb.ts'

export type TableName = 'bars' | 'chains'

export interface Table {
  readonly name: TableName
  /** The column of names: the instrument of a bar, the product of a quote. */
  readonly keyColumn: 'instrument' | 'product'
  /** The rest of a row's key, in order. */
  readonly within: readonly string[]
  /** The columns of values, each DOUBLE and NULL where missing. */
  readonly values: readonly string[]
}

export const TABLES: Readonly<Record<TableName, Table>> = {
  bars: {
    name: 'bars',
    keyColumn: 'instrument',
    within: ['time'],
    values: BAR_FIELDS.filter(field => field !== 'time'),
  },
  chains: {
    name: 'chains',
    keyColumn: 'product',
    within: ['time', 'expiry', 'strike', 'right'],
    values: CHAIN_FLOATS.filter(field => field !== 'time' && field !== 'strike'),
  },
}

export const identifier = (name: string): string => `"${name}"`

/** How a column of a part reads as a number: instants as epoch milliseconds, dates as day numbers, rights as codes. */
export function numberOf(column: string): string {
  if (column === 'time') return 'epoch_ms("time")::DOUBLE'
  if (column === 'expiry') return `("expiry" - DATE '1970-01-01')::INTEGER`
  if (column === 'right') return `("right" = 'P')::UTINYINT`
  return identifier(column)
}

/** Parquet files by absolute path, as a list of SQL; signs that a pattern would read are taken literally. */
export const parquetFiles = (paths: readonly string[]): string =>
  `[${paths.map(path => quoted(path.replace(/[*?[]/g, sign => `[${sign}]`))).join(', ')}]`

/** A FROM clause over Parquet files. */
export const parquetFrom = (paths: readonly string[]): string => `read_parquet(${parquetFiles(paths)})`

/** How every Parquet file is written; a row group is held in memory before it is. */
export const parquetOptions = (rowGroup = 122_880): string =>
  `FORMAT parquet, PARQUET_VERSION v2, COMPRESSION snappy, ROW_GROUP_SIZE ${rowGroup}`

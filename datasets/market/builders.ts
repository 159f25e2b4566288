/** Columns that grow row by row: how importers and generators make blocks. */

import {
  type BarColumns,
  type ChainColumns,
  cutBars,
  cutChain,
  emptyBars,
  emptyChain,
} from '../../engine/model/block.ts'

/** One bar; a field left out is missing. */
export type BarRow = { readonly time: number } & Partial<
  Readonly<Record<'open' | 'high' | 'low' | 'close' | 'settlement' | 'volume', number>>
>

/** One quote; a field left out is missing. `right` is CALL or PUT of the block. */
export type QuoteRow = {
  readonly time: number
  readonly expiry: number
  readonly strike: number
  readonly right: number
} & Partial<
  Readonly<
    Record<
      | 'bid'
      | 'ask'
      | 'open'
      | 'high'
      | 'low'
      | 'close'
      | 'settlement'
      | 'volume'
      | 'openInterest'
      | 'multiplier',
      number
    >
  >
>

/** Gathers rows into columns of a block. */
export interface Builder<Row, Columns> {
  push(row: Row): void
  /** What was pushed, in that order. */
  columns(): Columns
}

/** Bars of one instrument. */
export const barBuilder = (instrument: string): Builder<BarRow, BarColumns> =>
  builder(length => emptyBars(instrument, length), cutBars)

/** Quotes of one product. */
export const chainBuilder = (product: string): Builder<QuoteRow, ChainColumns> =>
  builder(length => emptyChain(product, length), cutChain)

function builder<Row extends object, Columns extends BarColumns | ChainColumns>(
  allocate: (length: number) => Columns,
  cut: (columns: Columns, from: number, to: number) => Columns,
): Builder<Row, Columns> {
  let columns = allocate(64)
  let length = 0
  const fields = (Object.keys(columns) as (keyof Columns & keyof Row)[]).filter(field =>
    isColumn(columns[field]),
  )
  return {
    push(row) {
      if (length === columns.length) columns = grown(columns, allocate(2 * length))
      for (const field of fields) {
        const value = row[field] as number | undefined
        if (value !== undefined) (columns[field] as Column)[length] = value
      }
      length++
    },
    columns: () => cut(columns, 0, length),
  }
}

type Column = Float64Array | Int32Array | Uint8Array

const isColumn = (value: unknown): value is Column =>
  value instanceof Float64Array || value instanceof Int32Array || value instanceof Uint8Array

function grown<Columns extends object>(from: Columns, to: Columns): Columns {
  for (const field of Object.keys(from) as (keyof Columns)[]) {
    const source: unknown = from[field]
    const target: unknown = to[field]
    if (isColumn(source) && isColumn(target)) target.set(source)
  }
  return to
}

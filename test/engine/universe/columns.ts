/** Market rows written by hand, turned into columns and cut into blocks. */

import fc from 'fast-check'
import {
  BAR_FIELDS,
  type BarColumns,
  type BarField,
  CALL,
  CHAIN_FLOATS,
  type ChainColumns,
  cutBars,
  cutChain,
  emptyBars,
  emptyChain,
  firstAfter,
  type MarketBlock,
  PUT,
} from '../../../engine/model/block.ts'
import type { Right } from '../../../engine/model/instrument.ts'
import type { ChainView, ExpiryRows } from '../../../engine/model/slice.ts'
import { ChainInstant } from '../../../engine/universe/chain-instant.ts'

export type BarRow = { readonly time: number } & Partial<Record<BarField, number>>

export type ChainRow = {
  readonly time: number
  readonly expiry: number
  readonly strike: number
  readonly right: Right
} & Partial<Record<(typeof CHAIN_FLOATS)[number], number>>

/** Bars as columns; what a row does not say is missing. */
export function barsOf(instrument: string, rows: readonly BarRow[]): BarColumns {
  const bars = emptyBars(instrument, rows.length)
  rows.forEach((row, i) => {
    for (const field of BAR_FIELDS) bars[field][i] = row[field] ?? Number.NaN
  })
  return bars
}

/** A chain as columns, sorted as the store sorts it. */
export function chainOf(product: string, rows: readonly ChainRow[]): ChainColumns {
  const sorted = [...rows].sort(
    (a, b) => a.time - b.time || a.expiry - b.expiry || a.strike - b.strike || a.right.localeCompare(b.right),
  )
  const chain = emptyChain(product, rows.length)
  sorted.forEach((row, i) => {
    for (const field of CHAIN_FLOATS) chain[field][i] = row[field] ?? Number.NaN
    chain.expiry[i] = row.expiry
    chain.right[i] = row.right === 'call' ? CALL : PUT
  })
  return chain
}

/** Rows of a chain as a strategy sees them; `known` is the open interest by the block's row. */
export const chainView = (...args: Parameters<typeof chainInstant>): ChainView => chainInstant(...args).view()

/** The same for all who look at it. */
export function chainInstant(
  block: ChainColumns,
  parts: {
    readonly session?: number
    readonly from?: number
    readonly to?: number
    readonly known?: (row: number) => number
    readonly expiries?: readonly ExpiryRows[]
  } = {},
): ChainInstant {
  const { session = 1, from = 0, to = block.length, known = () => Number.NaN, expiries = [] } = parts
  return new ChainInstant({
    product: block.product,
    time: block.time[from] ?? 0,
    session,
    block,
    known: {
      contracts: Float64Array.from({ length: block.length }, (_, row) => known(row)),
      day: new Int32Array(block.length),
    },
    from,
    to,
    expiries,
  })
}

/** Blocks that end at the cuts and at `until`; what has no row in a block is not in it. */
export function cutInto(
  cuts: readonly number[],
  until: number,
  bars: readonly BarColumns[],
  chains: readonly ChainColumns[],
): MarketBlock[] {
  const ends = [...new Set([...cuts.filter(cut => cut < until), until])].sort((a, b) => a - b)
  return ends.map((end, i) => {
    const after = ends[i - 1] ?? Number.NEGATIVE_INFINITY
    const rowsOf = (times: Float64Array): [number, number] => [
      firstAfter(times, after),
      firstAfter(times, end),
    ]
    return {
      after,
      until: end,
      bars: new Map(
        bars
          .map(one => cutBars(one, ...rowsOf(one.time)))
          .filter(one => one.length > 0)
          .map(one => [one.instrument, one]),
      ),
      chains: new Map(
        chains
          .map(one => cutChain(one, ...rowsOf(one.time)))
          .filter(one => one.length > 0)
          .map(one => [one.product, one]),
      ),
    }
  })
}

/** Instants at which a reading might be cut. */
export const anyCuts = (until: number): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: 0, max: until }), { maxLength: 8 })

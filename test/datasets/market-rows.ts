/** Reads a market into plain rows that tests can compare: only what is there, dates as people write them. */

import { BAR_FIELDS, CHAIN_FLOATS, type MarketBlock, PUT } from '../../engine/model/block.ts'
import type { Market } from '../../engine/model/market.ts'
import { formatDay } from '../../engine/model/time.ts'

export type PlainRow = Readonly<Record<string, string | number>>

export interface PlainRows {
  readonly bars: readonly PlainRow[]
  readonly chains: readonly PlainRow[]
}

/** All rows of some products, in the order in which blocks hand them over; bars first by instrument. */
export async function rowsOf(
  market: Market,
  products: { readonly bars?: readonly string[]; readonly chains?: readonly string[] },
  after = 0,
  until = Number.POSITIVE_INFINITY,
): Promise<PlainRows> {
  const needs = { bars: products.bars ?? [], chains: products.chains ?? [], chainsAfter: 0 }
  const bars: PlainRow[] = []
  const chains: PlainRow[] = []
  for await (const block of market.read(needs, after, until)) {
    bars.push(...barsOf(block))
    chains.push(...chainsOf(block))
  }
  const byInstrument = (a: PlainRow, b: PlainRow): number =>
    a.instrument === b.instrument ? 0 : String(a.instrument) < String(b.instrument) ? -1 : 1
  return { bars: bars.sort(byInstrument), chains }
}

function barsOf(block: MarketBlock): PlainRow[] {
  return [...block.bars.values()].flatMap(columns =>
    Array.from({ length: columns.length }, (_, row) => ({
      instrument: columns.instrument,
      ...present(BAR_FIELDS.map(field => [field, columns[field][row]])),
    })),
  )
}

function chainsOf(block: MarketBlock): PlainRow[] {
  return [...block.chains.values()].flatMap(columns =>
    Array.from({ length: columns.length }, (_, row) => ({
      product: columns.product,
      expiry: formatDay(columns.expiry[row] ?? 0),
      right: columns.right[row] === PUT ? 'put' : 'call',
      ...present(CHAIN_FLOATS.map(field => [field, columns[field][row]])),
    })),
  )
}

/** Values that are there; the time as an ISO instant. */
const present = (fields: readonly (readonly [string, number | undefined])[]): PlainRow =>
  Object.fromEntries(
    fields.flatMap(([name, value]) => {
      if (value === undefined || Number.isNaN(value)) return []
      return [[name, name === 'time' ? new Date(value).toISOString() : value]]
    }),
  )

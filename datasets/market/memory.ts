/** A market of columns in memory: what generators make, and what tests and benchmarks run on. */

import {
  type BarColumns,
  type ChainColumns,
  cutBars,
  cutChain,
  firstAfter,
  type MarketBlock,
} from '../../engine/model/block.ts'
import { type Product, productIdOf } from '../../engine/model/instrument.ts'
import type { Market, MarketNeeds, Provenance, Series, Session } from '../../engine/model/market.ts'
import type { EpochMs } from '../../engine/model/time.ts'
import { productDirectory } from './product-directory.ts'

/** What a market in memory is made of; rows ascend in time. */
export interface MemoryMarketParts {
  readonly provenance: Provenance
  readonly products: readonly Product[]
  /** By product id. */
  readonly sessions: ReadonlyMap<string, readonly Session[]>
  readonly series: readonly Series[]
  /** Time zone of the sessions; UTC when absent. */
  readonly zone?: string
  /** By instrument id: the session after which a future is gone. */
  readonly lastSessions: ReadonlyMap<string, Session>
  readonly bars: readonly BarColumns[]
  readonly chains: readonly ChainColumns[]
  /** Instants at which the rows are cut into blocks; one block when empty. Results do not depend on them. */
  readonly cuts?: readonly EpochMs[]
}

/** A market of rows that are at hand, for tests and for data from elsewhere; see `barBuilder` and `chainBuilder`. */
export function memoryMarket(parts: MemoryMarketParts): Market {
  const directory = productDirectory(parts.products)
  return {
    provenance: parts.provenance,
    product: directory.product,
    option: directory.option,
    sessions: id => parts.sessions.get(id) ?? [],
    zoneOf: () => parts.zone ?? 'UTC',
    series: id => parts.series.filter(series => series.product === id).sort((a, b) => a.expiry - b.expiry),
    lastSessionOf: id => parts.lastSessions.get(id) ?? null,
    read: (needs, after, until) => readBlocks(() => parts, parts.cuts ?? [], needs, after, until),
  }
}

/** Columns of a market, ascending in time. */
export interface Rows {
  readonly bars: readonly BarColumns[]
  readonly chains: readonly ChainColumns[]
}

/** What is needed of rows that are asked for block by block: `rowsBy` gives at least those known by an instant. */
export async function* readBlocks(
  rowsBy: (until: EpochMs) => Rows,
  cuts: readonly EpochMs[],
  needs: MarketNeeds,
  after: EpochMs,
  until: EpochMs,
): AsyncGenerator<MarketBlock> {
  const ends = [...cuts.filter(cut => cut > after && cut < until), until].sort((a, b) => a - b)
  let from = after
  for (const end of ends) {
    const rows = rowsBy(end)
    const bars = rows.bars.filter(columns => needs.bars.includes(productIdOf(columns.instrument)))
    const chains = rows.chains.filter(columns => needs.chains.includes(columns.product))
    yield blockOf(bars, chains, from, end, needs.chainsAfter)
    from = end
  }
}

function blockOf(
  bars: readonly BarColumns[],
  chains: readonly ChainColumns[],
  after: EpochMs,
  until: EpochMs,
  chainsAfter: EpochMs,
): MarketBlock {
  const rowsOf = (times: Float64Array, from: EpochMs): [number, number] => [
    firstAfter(times, from),
    firstAfter(times, until),
  ]
  return {
    after,
    until,
    bars: new Map(
      bars.map(columns => [columns.instrument, cutBars(columns, ...rowsOf(columns.time, after))]),
    ),
    chains: new Map(
      chains.map(columns => [
        columns.product,
        cutChain(columns, ...rowsOf(columns.time, Math.max(after, Math.min(chainsAfter, until)))),
      ]),
    ),
  }
}

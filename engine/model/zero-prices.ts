/** Zero is no price, in whatever column it stands: vendors write it where there was no trade and no quote. */

import type { BarColumns, ChainColumns, MarketBlock } from './block.ts'
import { isRate, type Product, productIdOf } from './instrument.ts'
import type { Market } from './market.ts'

const TRADED = ['open', 'high', 'low', 'close', 'settlement'] as const

/**
 * The rows of a block without the zeros among its prices. A bid of 0 beside an ask says that nobody bids, and stays; without
 * an ask it says that nobody quotes. Rates may be 0. Columns without a zero are shared with the block.
 */
export function withoutZeroPrices(block: MarketBlock, product: (id: string) => Product): MarketBlock {
  const bars = [...block.bars].map(([name, columns]): [string, BarColumns] => [
    name,
    isRate(product(productIdOf(name))) ? columns : barsWithout(columns),
  ])
  const chains = [...block.chains].map(([name, columns]): [string, ChainColumns] => [
    name,
    chainWithout(columns),
  ])
  return { ...block, bars: new Map(bars), chains: new Map(chains) }
}

/** The same of all that is read of a market. */
export async function* readPrices(
  market: Market,
  ...[needs, after, until]: Parameters<Market['read']>
): AsyncGenerator<MarketBlock> {
  for await (const block of market.read(needs, after, until)) yield withoutZeroPrices(block, market.product)
}

function barsWithout(bars: BarColumns): BarColumns {
  const [open, high, low, close, settlement] = TRADED.map(field => missingAtZero(bars[field]))
  return { ...bars, open, high, low, close, settlement } as BarColumns
}

function chainWithout(chain: ChainColumns): ChainColumns {
  const [open, high, low, close, settlement] = TRADED.map(field => missingAtZero(chain[field]))
  const ask = missingAtZero(chain.ask)
  const bid = bidsBeside(chain.bid, ask)
  return { ...chain, open, high, low, close, settlement, ask, bid } as ChainColumns
}

function missingAtZero(column: Float64Array): Float64Array {
  const first = column.indexOf(0)
  if (first < 0) return column
  const priced = column.slice()
  for (let row = first; row < priced.length; row++) if (priced[row] === 0) priced[row] = Number.NaN
  return priced
}

/** The bids, of which those of 0 stand only where somebody asks. */
function bidsBeside(bid: Float64Array, ask: Float64Array): Float64Array {
  let quoted = bid
  for (let row = bid.indexOf(0); row >= 0; row = bid.indexOf(0, row + 1)) {
    if ((ask[row] as number) > 0) continue
    if (quoted === bid) quoted = bid.slice()
    quoted[row] = Number.NaN
  }
  return quoted
}

/** Joins blocks, so that none of them ends within a stretch of time. */

import { type BarColumns, type ChainColumns, joinBars, joinChains, type MarketBlock } from '../model/block.ts'
import type { EpochMs } from '../model/time.ts'

/** The same rows in blocks of which none ends later than `from` and before `to`, but for the last. */
export async function* joinAcross(
  blocks: AsyncIterable<MarketBlock>,
  from: EpochMs,
  to: EpochMs,
): AsyncGenerator<MarketBlock> {
  let held: MarketBlock[] = []
  for await (const block of blocks) {
    held.push(block)
    if (block.until > from && block.until < to) continue
    yield joined(held)
    held = []
  }
  if (held.length > 0) yield joined(held)
}

function joined(blocks: readonly MarketBlock[]): MarketBlock {
  const [first] = blocks
  const last = blocks[blocks.length - 1]
  if (!first || !last || first === last) return first as MarketBlock
  const bars = new Map<string, BarColumns>()
  for (const instrument of new Set(blocks.flatMap(block => [...block.bars.keys()]))) {
    const parts = blocks.map(block => block.bars.get(instrument)).filter(part => part !== undefined)
    bars.set(instrument, joinBars(instrument, parts))
  }
  const chains = new Map<string, ChainColumns>()
  for (const product of new Set(blocks.flatMap(block => [...block.chains.keys()]))) {
    const parts = blocks.map(block => block.chains.get(product)).filter(part => part !== undefined)
    chains.set(product, joinChains(product, parts))
  }
  return { after: first.after, until: last.until, bars, chains }
}

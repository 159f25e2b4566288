/** A block in pieces of some sessions each, so that what is computed for one piece stays small. */

import { cutBars, cutChain, firstAfter, type MarketBlock } from '../../engine/model/block.ts'
import type { Session } from '../../engine/model/market.ts'
import type { EpochMs } from '../../engine/model/time.ts'
import { sessionsIn } from '../modelled/session-walk.ts'

export interface BlockPiece extends MarketBlock {
  /** That end in the piece, ascending. */
  readonly sessions: readonly Session[]
}

/** Pieces of at most `count` sessions, each ending with one, the last with the block. Together they are the block. */
export function* blockPieces(
  block: MarketBlock,
  sessions: readonly Session[],
  count: number,
): Generator<BlockPiece> {
  const within = sessionsIn(sessions, block.after, block.until)
  let after = block.after
  for (let from = 0; from === 0 || from < within.length; from += count) {
    const some = within.slice(from, from + count)
    const until = from + count < within.length ? (some.at(-1)?.close ?? block.until) : block.until
    yield { ...cutBlock(block, after, until), sessions: some }
    after = until
  }
}

function cutBlock(block: MarketBlock, after: EpochMs, until: EpochMs): MarketBlock {
  const rows = (times: Float64Array): [number, number] => [firstAfter(times, after), firstAfter(times, until)]
  return {
    after,
    until,
    bars: new Map([...block.bars].map(([id, bars]) => [id, cutBars(bars, ...rows(bars.time))])),
    chains: new Map([...block.chains].map(([id, chain]) => [id, cutChain(chain, ...rows(chain.time))])),
  }
}

/** Reads a market together with the chains that are modelled over its bars, block by block. */

import {
  type BarColumns,
  type ChainColumns,
  cutBars,
  cutChain,
  firstAfter,
  type MarketBlock,
} from '../../engine/model/block.ts'
import { productIdOf } from '../../engine/model/instrument.ts'
import { type Market, type MarketNeeds, sessionIndexAt } from '../../engine/model/market.ts'
import { type EpochMs, MS_PER_DAY } from '../../engine/model/time.ts'
import { readPrices } from '../../engine/model/zero-prices.ts'
import type { Listing } from './listing.ts'
import { modelledChain } from './modelled-chain.ts'
import type { ModelledTerms } from './modelled-terms.ts'
import { type PricedSession, sessionsIn, sessionWalk } from './session-walk.ts'
import { lookbackOf } from './volatility.ts'

/** Blocks end after so many sessions at the latest, so that memory does not grow with the data. */
const SESSIONS_A_BLOCK = 64

/**
 * The rows that are asked for, in (after, until]. The market below is read from earlier on, as far back as volatility
 * and listed strikes remember, so that a row does not depend on where the reading begins or how the data is cut.
 */
export async function* readModelled(
  base: Market,
  terms: ModelledTerms,
  listing: Listing,
  needs: MarketNeeds,
  after: EpochMs,
  until: EpochMs,
): AsyncGenerator<MarketBlock> {
  const walk = sessionWalk(terms, listing)
  const below = needsBelow(terms, needs)
  const chainAfter = Math.max(after, needs.chainsAfter)
  for await (const block of readPrices(base, below, readAfter(terms, listing, after), until)) {
    walk.take(block)
    for (const [from, end] of stretches(listing, block)) {
      const priced: PricedSession[] = []
      for (const session of sessionsIn(listing.sessions, from, end)) {
        const one = walk.visit(session)
        if (one && session.close > chainAfter) priced.push(one)
      }
      if (end > after) yield cutBlock(block, needs, Math.max(from, after), end, modelledChain(terms, priced))
    }
  }
}

/** The bars of the index and of the volatility besides what is asked for; the market below knows no modelled chain. */
function needsBelow(terms: ModelledTerms, needs: MarketNeeds): MarketNeeds {
  const own = [terms.underlying, ...('instrument' in terms.volatility ? [terms.volatility.instrument] : [])]
  return {
    chains: needs.chains.filter(product => product !== terms.product),
    bars: [...new Set([...needs.bars, ...own.map(productIdOf)])],
    chainsAfter: needs.chainsAfter,
  }
}

/** Where the memory of the first row after `after` begins. */
function readAfter(terms: ModelledTerms, { sessions, listedSince }: Listing, after: EpochMs): EpochMs {
  const listed = sessionIndexAt(sessions, listedSince(after) + 1)
  const first = (sessions[0]?.close ?? after) - MS_PER_DAY
  return Math.min(after, sessions[listed - lookbackOf(terms.volatility) - 1]?.close ?? first)
}

/** A block's time in pieces of some sessions, the last of them up to its end. */
function* stretches({ sessions }: Listing, block: MarketBlock): Generator<[from: EpochMs, end: EpochMs]> {
  const closes = sessionsIn(sessions, block.after, block.until).map(({ close }) => close)
  let from = block.after
  for (let i = SESSIONS_A_BLOCK - 1; i < closes.length; i += SESSIONS_A_BLOCK) {
    const end = closes[i] ?? block.until
    if (end >= block.until) break
    yield [from, end]
    from = end
  }
  yield [from, block.until]
}

/** The rows of a block in (after, until] that were asked for, and the modelled ones. */
function cutBlock(
  block: MarketBlock,
  needs: MarketNeeds,
  after: EpochMs,
  until: EpochMs,
  modelled: ChainColumns,
): MarketBlock {
  const bars = new Map<string, BarColumns>()
  for (const [instrument, columns] of block.bars) {
    if (!needs.bars.includes(productIdOf(instrument))) continue
    bars.set(instrument, cutBars(columns, firstAfter(columns.time, after), firstAfter(columns.time, until)))
  }
  const chains = new Map<string, ChainColumns>([[modelled.product, modelled]])
  for (const [product, columns] of block.chains) {
    chains.set(product, cutChain(columns, firstAfter(columns.time, after), firstAfter(columns.time, until)))
  }
  return { after, until, bars, chains }
}

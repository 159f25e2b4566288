/** Reads a market together with the chains that are modelled over its bars, block by block. */

import {
  type BarColumns,
  CALL,
  type ChainColumns,
  cutBars,
  cutChain,
  emptyChain,
  firstAfter,
  type MarketBlock,
  PUT,
} from '../../engine/model/block.ts'
import { productIdOf, type Right } from '../../engine/model/instrument.ts'
import { type Market, type MarketNeeds, sessionIndexAt } from '../../engine/model/market.ts'
import { type EpochMs, MS_PER_DAY } from '../../engine/model/time.ts'
import { readPrices } from '../../engine/model/zero-prices.ts'
import { type Valuation, valuationOf, worthOf } from '../../engine/pricing/american/valuation.ts'
import { logRatio } from '../../engine/pricing/options/lognormal.ts'
import type { Listing } from './listing.ts'
import type { ModelledTerms } from './modelled-terms.ts'
import { type PricedSession, sessionsIn, sessionWalk } from './session-walk.ts'
import { toStep } from './strike-board.ts'
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

/** However steep the skew, a strike keeps this part of the volatility at the money. */
const LEAST_PART = 0.1

/**
 * Black-76 on the close of the index as the forward, without interest, or the American value on it as the spot price,
 * actual/365 in calendar days to the last session; `settlement` is the premium to the tick, bid and ask lie around it. There is no volume and no open interest.
 */
function modelledChain(terms: ModelledTerms, sessions: readonly PricedSession[]): ChainColumns {
  const chain = emptyChain(terms.product, rowsOf(sessions))
  const american = { exercise: 'american', settlement: 'cash', paidUpFront: true } as const
  const valuation = terms.american ? valuationOf(american, terms.american) : null
  let row = 0
  for (const { session, price, vol, expiries } of sessions) {
    for (const { series, years, strikes } of expiries) {
      const premiumOf = premiums(years, valuation)
      for (const strike of strikes) {
        const sigma = skewed(vol, terms.skew, price, strike)
        for (const right of ['call', 'put'] as const) {
          const premium = premiumOf(right, price, strike, sigma)
          const half = halfSpread(terms, premium)
          chain.time[row] = session.close
          chain.expiry[row] = series.expiry
          chain.strike[row] = strike
          chain.right[row] = right === 'call' ? CALL : PUT
          chain.settlement[row] = toStep(premium, terms.tick)
          chain.bid[row] = Math.max(0, toStep(premium - half, terms.tick))
          chain.ask[row] = toStep(premium + half, terms.tick)
          row++
        }
      }
    }
  }
  return chain
}

/** Premiums of one expiry: the unit of an American one, of strike 1, is solved for once a volatility. */
function premiums(years: number, valuation: Valuation | null) {
  const units = new Map<string, (underlyingPrice: number) => number>()
  return (right: Right, price: number, strike: number, sigma: number): number => {
    if (!valuation) return worthOf({ right, strike, years }, sigma, null)(price)
    const key = `${right} ${sigma}`
    const unit = units.get(key) ?? worthOf({ right, strike: 1, years }, sigma, valuation)
    units.set(key, unit)
    return strike * unit(price / strike)
  }
}

const rowsOf = (sessions: readonly PricedSession[]): number =>
  sessions.flatMap(({ expiries }) => expiries).reduce((rows, { strikes }) => rows + 2 * strikes.length, 0)

const skewed = (vol: number, skew: number, price: number, strike: number): number =>
  skew === 0 ? vol : Math.max(LEAST_PART * vol, vol + skew * logRatio(strike, price))

const halfSpread = ({ spread, tick }: ModelledTerms, premium: number): number =>
  Math.max(spread.ticks * tick, spread.share * premium)

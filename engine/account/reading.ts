/** What an account reads of the market, from when on, and until when. */

import type { MarketNeeds } from '../model/market.ts'
import type { Day, EpochMs } from '../model/time.ts'
import type { Account } from './account.ts'
import type { Lookup } from './lookup.ts'
import { needsOf, volatilityOf } from './needs.ts'
import { type Span, sessionsBefore, spanOf, startOf } from './span.ts'

/** The dates of an account and what it looks back on. */
export interface ReadingTerms {
  readonly from: Day
  readonly to: Day
  readonly warmup: number
  readonly oiLagSessions: number
}

export interface Reading extends Span {
  readonly chains: readonly string[]
  readonly bars: readonly string[]
  readonly chainsAfter: EpochMs
  /** Nothing that ended up to here is read for it. */
  readonly readAfter: EpochMs
  readonly volatilityOf: ReadonlySet<string>
}

/** Sessions of a chain within which open interest counts: older figures are not known any more. */
export const CHAIN_WARMUP = 20

/** Throws a DataError where a product has no session between the dates. */
export function readingOf(account: Account, facts: Lookup, terms: ReadingTerms): Reading {
  const { chains, bars } = needsOf(account, facts)
  const products = [...new Set([...chains, ...bars])]
  const span = spanOf(terms, facts, products)
  const chainsAfter = Math.min(
    span.after,
    ...chains.map(product => sessionsBefore(facts, product, span.after, CHAIN_WARMUP + terms.oiLagSessions)),
  )
  const warmups = products.map(product =>
    sessionsBefore(facts, product, startOf(facts, product, terms.from), terms.warmup),
  )
  return {
    ...span,
    chains,
    bars,
    chainsAfter,
    readAfter: Math.min(chainsAfter, ...warmups),
    volatilityOf: new Set(volatilityOf(account, facts)),
  }
}

/** What all of them read of the market together. */
export function allNeeds(readings: readonly Reading[]): MarketNeeds {
  const all = (of: (reading: Reading) => readonly string[]): string[] =>
    [...new Set(readings.flatMap(of))].sort()
  return {
    chains: all(reading => reading.chains),
    bars: all(reading => reading.bars),
    chainsAfter: Math.min(...readings.map(reading => reading.chainsAfter)),
  }
}

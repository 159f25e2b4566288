/** Builds the universe that accounts share, and the feed through which each of them sees it. */

import type { EpochMs } from '../model/time.ts'
import { AccountSignals } from '../universe/account-signals.ts'
import { Feed } from '../universe/feed.ts'
import { Signals } from '../universe/signals.ts'
import { type Due, timeline } from '../universe/timeline.ts'
import { Universe } from '../universe/universe.ts'
import type { Account } from './account.ts'
import type { Lookup } from './lookup.ts'
import { memo } from './memo.ts'
import { CHAIN_WARMUP, type Reading, type ReadingTerms } from './reading.ts'
import { sessionsBefore, startOf } from './span.ts'

/** An account that is about to enter the market. */
export interface Entrant {
  readonly account: Account
  readonly terms: ReadingTerms
  readonly reading: Reading
}

export interface SharedMarket {
  readonly universe: Universe
  /** By entrant. */
  readonly feeds: readonly Feed[]
}

export function shareMarket(entrants: readonly Entrant[], facts: Lookup): SharedMarket {
  const starts = new Map<string, Signals>()
  const lags = new Map<string, Set<number>>()
  const sharing = entrants.map((entrant, account) => {
    const { terms, reading } = entrant
    const key = startKey(terms, reading)
    const shared = starts.get(key) ?? new Signals(signalTerms(facts, terms, reading.after))
    starts.set(key, shared)
    const signals = new AccountSignals(shared, `${account}`)
    register(entrant, signals)
    for (const product of reading.chains)
      lags.set(product, (lags.get(product) ?? new Set<number>()).add(terms.oiLagSessions))
    return { entrant, signals }
  })
  const universe = new Universe({
    chains: lags,
    signals: [...starts.values()],
    chainFacts: product => ({
      dayOf: time => facts.session(product, time).day,
      oldestDay: (time, lag) =>
        facts.sessionAfter(product, time, -(CHAIN_WARMUP + lag))?.day ?? Number.NEGATIVE_INFINITY,
      seriesOf: expiry => facts.knownBeforehand(product, expiry),
    }),
  })
  const due = memo((key: string) => timelineOf(key, facts))
  return {
    universe,
    feeds: sharing.map(({ entrant, signals }) => feedOf(entrant, facts, universe, signals, due)),
  }
}

function register({ account, reading }: Entrant, signals: AccountSignals): void {
  const { whens, computed } = account.bus.subscriptions
  for (const [stream, listened] of whens) signals.listen(stream, listened)
  for (const signal of computed) signals.add(signal)
  for (const product of reading.volatilityOf) signals.watchVolatility(product)
}

/** Accounts that start at the same instants share the memory of their signals. */
const startKey = ({ from, warmup }: ReadingTerms, { after }: Reading): string => `${from} ${warmup} ${after}`

const signalTerms = (facts: Lookup, { from, warmup }: ReadingTerms, after: EpochMs) => ({
  warmUp(product: string) {
    const until = startOf(facts, product, from)
    return { bars: warmup, after: sessionsBefore(facts, product, until, warmup), until, begins: after }
  },
  session: facts.session,
  endOf: (instrument: string) => facts.market.lastSessionOf(instrument)?.close ?? null,
})

/** One timeline for all whose calendar is the same: there may be thousands of them. */
interface TimelineKey {
  readonly products: readonly string[]
  readonly chains: readonly string[]
  readonly after: EpochMs
  readonly until: EpochMs
}

function timelineOf(key: string, facts: Lookup): readonly Due[] {
  const { products, chains, after, until } = JSON.parse(key) as TimelineKey
  return timeline(
    new Map(products.map(product => [product, facts.market.sessions(product)])),
    chains.flatMap(facts.seriesBeforehand),
    after,
    until,
  )
}

function feedOf(
  { account, terms, reading }: Entrant,
  facts: Lookup,
  universe: Universe,
  signals: AccountSignals,
  due: (key: string) => readonly Due[],
): Feed {
  const { chains, bars, after, until } = reading
  const key: TimelineKey = { products: [...new Set([...chains, ...bars])], chains, after, until }
  return new Feed(
    {
      subscriptions: account.bus.subscriptions,
      chains,
      bars: new Set(bars),
      readAfter: reading.readAfter,
      oiLagSessions: terms.oiLagSessions,
      volatilityOf: reading.volatilityOf,
      due: due(JSON.stringify(key)),
      session: facts.session,
      closeBefore: (product, time) =>
        facts.sessionAfter(product, time, -1)?.close ?? Number.NEGATIVE_INFINITY,
    },
    universe,
    signals,
  )
}

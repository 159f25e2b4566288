/** Phase 5: the strategy is woken, if it listens to this slice, with a read-only picture. */

import { StrategyError } from '../../model/errors.ts'
import { frozenCopy } from '../../model/frozen-copy.ts'
import type { Requirement } from '../../model/margin-model.ts'
import type { Session } from '../../model/market.ts'
import type { Minor } from '../../model/money.ts'
import type { Signal } from '../../model/signal.ts'
import type { BarView, ChainView } from '../../model/slice.ts'
import type { GroupView, Snapshot, WorkingView } from '../../model/snapshot.ts'
import type { FundingView, PricedLeg, Wake } from '../../model/strategy.ts'
import type { EpochMs } from '../../model/time.ts'
import type { News } from '../../universe/bus.ts'
import type { Feed } from '../../universe/feed.ts'
import type { Account } from '../account.ts'
import { committed, requirementOf, withLegs } from './exposure.ts'
import { fundingNow } from './fixing.ts'

const NONE: readonly never[] = Object.freeze([])

/** What is in the list is frozen. */
const handed = <T>(list: readonly T[]): readonly T[] => (list.length === 0 ? NONE : Object.freeze([...list]))

export function wake(account: Account, feed: Feed): void {
  const news: News = {
    fills: account.news.fills.length > 0,
    refusals: account.refusals.length > 0,
    calls: account.news.calls.length > 0,
    closes: feed.closes.length > 0,
    expiries: feed.expiring.length > 0,
  }
  if (!account.bus.wanted(feed, news)) return
  const refusals = handed(account.refusals.map(frozenCopy))
  if (news.refusals) account.refusals = []
  account.bus.deliver(new SliceWake(account, feed, refusals), feed, news)
}

/** The wake of one slice. It reads the feed where it stands, so it is over once the feed has moved on. */
class SliceWake implements Wake {
  readonly time: EpochMs
  readonly refusals: Wake['refusals']
  readonly fills: Wake['fills']
  readonly calls: Wake['calls']
  readonly closes: Wake['closes']
  readonly expiring: Wake['expiring']
  readonly #account: Account
  readonly #feed: Feed
  #snapshot: SliceSnapshot | null = null
  #chains: Map<string, ChainView | null> | null = null

  constructor(account: Account, feed: Feed, refusals: Wake['refusals']) {
    this.time = feed.time
    this.refusals = refusals
    this.fills = handed(account.news.fills)
    this.calls = handed(account.news.calls)
    this.closes = feed.closes
    this.expiring = feed.expiring
    this.#account = account
    this.#feed = feed
    Object.freeze(this)
  }

  at(signal: Signal): number {
    return this.#now().at(signal)
  }

  spoke(signal: Signal): boolean {
    return this.#now().spoke(signal)
  }

  latest(signal: Signal): number {
    return this.#now().latest(signal)
  }

  bar(instrument: string): BarView | null {
    return this.#now().bar(instrument)
  }

  chain(product: string): ChainView | null {
    const feed = this.#now()
    const { id } = this.#account.facts.market.option(product)
    this.#chains ??= new Map()
    const known = this.#chains.get(id)
    if (known !== undefined) return known
    const view = feed.chain(id)
    this.#chains.set(id, view)
    return view
  }

  fillSession(product: string): Session | null {
    const { facts, rules } = this.#account
    const id = facts.idOf(product)
    return rules.fill === 'same' ? facts.session(id, this.time) : facts.nextSession(id, this.time)
  }

  get snapshot(): Snapshot {
    this.#snapshot ??= new SliceSnapshot(this.#account, this.#now())
    return this.#snapshot
  }

  rate(currency: string): number {
    this.#now()
    return this.#account.portfolio.money.rateOf(currency)
  }

  funding(): FundingView | null {
    return fundingNow(this.#account, this.#now())
  }

  requirement(legs: readonly PricedLeg[]): Requirement {
    const feed = this.#now()
    return requirementOf(
      this.#account,
      feed,
      withLegs(this.#account, feed, [...committed(this.#account, feed), ...legs]),
    )
  }

  #now(): Feed {
    if (this.#feed.time !== this.time) throw tooLate(this.#account, 'wake', this.time)
    return this.#feed
  }
}

const tooLate = (account: Account, what: string, time: EpochMs): StrategyError =>
  new StrategyError(
    `strategy ${account.strategy} read the ${what} of ${new Date(time).toISOString()} after its slice; take what you need of it at once, as in map(wake => wake.at(signal))`,
  )

Object.freeze(SliceWake.prototype)

/** The account as it stands while a strategy answers. Parts are worked out when asked for. */
class SliceSnapshot implements Snapshot {
  readonly time: EpochMs
  readonly #account: Account
  readonly #feed: Feed
  #groups: readonly GroupView[] | null = null
  #orders: readonly WorkingView[] | null = null

  constructor(account: Account, feed: Feed) {
    this.time = feed.time
    this.#account = account
    this.#feed = feed
    Object.freeze(this)
  }

  get equity(): Minor {
    return this.#now().portfolio.equity()
  }

  get cash(): Minor {
    return this.#now().portfolio.money.cash()
  }

  get equityStart(): Minor {
    return this.#now().portfolio.money.capital()
  }

  get currency(): string {
    return this.#account.portfolio.terms.currency
  }

  get groups(): readonly GroupView[] {
    const { portfolio } = this.#now()
    this.#groups ??= portfolio.views()
    return this.#groups
  }

  get working(): readonly WorkingView[] {
    const { broker } = this.#now()
    this.#orders ??= Object.freeze(broker.views())
    return this.#orders
  }

  get tagsOpened(): ReadonlySet<string> {
    return this.#now().portfolio.tagsOpened()
  }

  get marginPosted(): Minor {
    return this.#now().portfolio.money.marginPosted()
  }

  get creditDrawn(): Minor {
    return this.#now().portfolio.money.creditDrawn()
  }

  get callOpen(): boolean {
    const { call } = this.#now()
    return call.open !== null || call.reduceTo !== null
  }

  get bankrupt(): boolean {
    return this.#now().call.bankrupt
  }

  #now(): Account {
    if (this.#feed.time !== this.time) throw tooLate(this.#account, 'snapshot', this.time)
    return this.#account
  }
}

Object.freeze(SliceSnapshot.prototype)

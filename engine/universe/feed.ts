/** The market as one account sees it: its own products on its own calendar, and nothing that only others asked for. */

import { frozenCopy } from '../model/frozen-copy.ts'
import { type OptionInstrument, productIdOf } from '../model/instrument.ts'
import type { Series, Session } from '../model/market.ts'
import type { Signal, SignalName } from '../model/signal.ts'
import type { BarView, ChainView, QuoteView, SessionEnd, Slice } from '../model/slice.ts'
import type { EpochMs } from '../model/time.ts'
import type { AccountSignals } from './account-signals.ts'
import type { Speaking, Subscriptions } from './bus.ts'
import { ChainInstant } from './chain-instant.ts'
import type { Due } from './timeline.ts'
import type { ChainTrack } from './tracks.ts'
import type { Universe } from './universe.ts'

/** Which slices the account needs besides those that it listens to: ends of sessions, also each chain, also each bar. */
export type Resolution = 'closes' | 'chains' | 'all'

/** What an account sees of the universe. */
export interface FeedPlan {
  readonly subscriptions: Pick<Subscriptions, 'bars' | 'chains' | 'whens'>
  /** Option products whose chains it reads. */
  readonly chains: readonly string[]
  /** Products whose bars it reads, and the instant after which it has read them. */
  readonly bars: ReadonlySet<string>
  readonly readAfter: EpochMs
  readonly oiLagSessions: number
  /** Products whose contracts' daily volatility it looks at. */
  readonly volatilityOf: ReadonlySet<string>
  /** What falls due on its own calendar, ascending. */
  readonly due: readonly Due[]
  session(product: string, time: EpochMs): Session
  /** The end of the session before the one of an instant. */
  closeBefore(product: string, time: EpochMs): EpochMs
}

const NEVER = Number.POSITIVE_INFINITY
const NOTHING_DUE = frozenCopy<Pick<Due, 'closes' | 'expiring'>>({ closes: [], expiring: [] })

/**
 * It is the slice that the universe stands on, one object for all of them: what it shows changes with the next step, so
 * nobody keeps it. Its memory is the next due instant.
 */
export class Feed implements Slice, Speaking {
  closes: readonly SessionEnd[] = NOTHING_DUE.closes
  expiring: readonly Series[] = NOTHING_DUE.expiring
  private readonly plan: FeedPlan
  private readonly universe: Universe
  private readonly signals: AccountSignals
  private nextDue = 0

  constructor(plan: FeedPlan, universe: Universe, signals: AccountSignals) {
    this.plan = plan
    this.universe = universe
    this.signals = signals
  }

  get time(): EpochMs {
    return this.universe.time
  }

  /** The next instant later than this one that the account is led through. */
  nextInstant(resolution: Resolution): EpochMs {
    const { plan, universe } = this
    const { subscriptions } = plan
    let next = plan.due[this.nextDue]?.time ?? NEVER
    for (const product of plan.chains) {
      if (resolution === 'closes' && !subscriptions.chains.has(product)) continue
      next = Math.min(next, universe.chain(product)?.nextChain() ?? NEVER)
    }
    if (resolution === 'all') {
      for (const product of plan.bars)
        for (const track of universe.barsOf(product)) next = Math.min(next, track.nextBar())
    } else {
      for (const instrument of subscriptions.bars)
        next = Math.min(next, universe.bar(instrument)?.nextBar() ?? NEVER)
    }
    for (const key of subscriptions.whens.keys()) next = Math.min(next, this.signals.nextWake(key, this.time))
    return next
  }

  /** Takes what falls due at this instant. */
  arrive(): void {
    const due = this.plan.due[this.nextDue]
    const isDue = due?.time === this.time
    if (isDue) this.nextDue++
    this.closes = isDue ? due.closes : NOTHING_DUE.closes
    this.expiring = isDue ? due.expiring : NOTHING_DUE.expiring
  }

  /** The signal's value at this instant; NaN where it has none. One that the account never asked for is a StrategyError. */
  at(signal: SignalName): number {
    return this.signals.at(signal, this.time)
  }

  /** Its latest value up to this instant. */
  latest(signal: SignalName): number {
    return this.signals.latest(signal, this.time)
  }

  /** The signal that the account asked for under a key; null where it did not. */
  signal(key: string): Signal | null {
    return this.signals.find(key)
  }

  /** Whether the signal speaks at this instant. */
  spoke(signal: Signal): boolean {
    const value = this.at(signal)
    return !Number.isNaN(value) && !(signal.event && value === 0)
  }

  sigmaDaily(instrument: string, before: boolean): number | null {
    if (!this.plan.volatilityOf.has(productIdOf(instrument))) return null
    const sigma = this.signals.sigma(instrument, this.time, before)
    return Number.isNaN(sigma) ? null : sigma
  }

  bar(instrument: string): BarView | null {
    const track = this.universe.bar(instrument)
    return track ? this.own(track.product, track.latest()) : null
  }

  barBefore(instrument: string): BarView | null {
    const track = this.universe.bar(instrument)
    return track ? this.own(track.product, track.before(this.time)) : null
  }

  quote(option: OptionInstrument): QuoteView | null {
    return this.chainTrack(option.product)?.quoteAt(this.time, option) ?? null
  }

  barBegins(product: string, instrument: string): EpochMs {
    return this.opens(this.universe.bar(instrument)?.before(this.time)?.time, product)
  }

  chainBegins(product: string): EpochMs {
    return this.opens(this.chainTrack(product)?.before(this.time), product)
  }

  chain(product: string): ChainView | null {
    const { plan, universe } = this
    if (!plan.chains.includes(product)) return null
    const shared = universe.chainAt(product, plan.oiLagSessions)
    if (!shared) return null
    if (shared.oldestBar > plan.readAfter) return shared.instant.view()
    const parts = universe.partsAt(product, plan.oiLagSessions, instrument => this.bar(instrument))
    return parts && new ChainInstant(parts).view()
  }

  barSpeaks(instrument: string): boolean {
    return (this.universe.bar(instrument)?.rowAt(this.time) ?? -1) >= 0
  }

  chainSpeaks(product: string): boolean {
    return (this.chainTrack(product)?.rowsAt(this.time) ?? null) !== null
  }

  whenSpeaks(key: string): boolean {
    return this.signals.speaks(key, this.time)
  }

  /** The last row of the account's products up to this instant, and no earlier than `after`. */
  lastRow(after: EpochMs): EpochMs {
    const { universe, plan } = this
    let last = after
    for (const product of plan.chains) last = Math.max(last, universe.chain(product)?.latestTime() ?? after)
    for (const product of plan.bars) last = Math.max(last, universe.latestBar(product))
    return last
  }

  private chainTrack(product: string): ChainTrack | undefined {
    return this.plan.chains.includes(product) ? this.universe.chain(product) : undefined
  }

  /** The end of the row before, or the opening of the session, whichever is later. */
  private opens(before: EpochMs | undefined, product: string): EpochMs {
    const { open } = this.plan.session(product, this.time)
    const opens = open ?? this.plan.closeBefore(product, this.time)
    return Math.max(before ?? opens, opens)
  }

  /** A bar that the account would have read alone. */
  private own(product: string, bar: BarView | null): BarView | null {
    return bar && bar.time > this.plan.readAfter && this.plan.bars.has(product) ? bar : null
  }
}

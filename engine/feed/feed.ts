/** The walk: leads the books through the slices of a market in total order, past those that nobody wants. */

import type { BarColumns, MarketBlock } from '../model/block.ts'
import { frozenCopy } from '../model/frozen-copy.ts'
import { type OptionInstrument, productIdOf } from '../model/instrument.ts'
import type { Series, Session } from '../model/market.ts'
import type { Signal, SignalName } from '../model/signal.ts'
import type { BarView, ChainView, ExpiryRows, QuoteView, SessionEnd, Slice } from '../model/slice.ts'
import type { Day, EpochMs } from '../model/time.ts'
import type { Speaking } from './bus.ts'
import { dailySigma } from './daily-sigma.ts'
import { type GridSource, gridSource } from './grid-source.ts'
import { OwnChain } from './own-chain.ts'
import { signalGraph, speakingRows } from './signal-graph.ts'
import { SignalTrack } from './signal-track.ts'
import type { Due } from './timeline.ts'
import { BarTrack, ChainTrack } from './tracks.ts'
import type { WarmUpTerms } from './warm-up.ts'

/** Which slices the books need besides those that they listen to: ends of sessions, also each chain, also each bar. */
export type Attention = 'closes' | 'chains' | 'all'

/** What the feed must know before the first block. */
export interface FeedPlan {
  readonly bars: ReadonlySet<string>
  readonly chains: ReadonlySet<string>
  readonly whens: ReadonlyMap<string, readonly Signal[]>
  /** Signals that are computed although no stream listens to them. */
  readonly computed: readonly Signal[]
  /** Products whose chains are read although nobody listens. */
  readonly chainProducts: readonly string[]
  readonly oiLagSessions: number
  /** Products whose contracts' daily volatility is computed. */
  readonly volatilityOf: ReadonlySet<string>
  readonly due: readonly Due[]
  /** No slice is visited up to here. Every block that reaches beyond it reaches the end of every warm-up. */
  readonly after: EpochMs
  /** What signals on a product's bars start on. */
  warmUp(product: string): WarmUpTerms
  /** The session of an instant, for a product. */
  session(product: string, time: EpochMs): Session
  seriesOf(product: string, expiry: Day): Series | undefined
}

const NEVER = Number.POSITIVE_INFINITY
const NOTHING_DUE = frozenCopy<Pick<Due, 'closes' | 'expiring'>>({ closes: [], expiring: [] })

/** The price that stands for a bar where one number is needed: its settlement, else its close. */
export const priceOf = (bar: BarView): number => (Number.isNaN(bar.settlement) ? bar.close : bar.settlement)

function groupByGrid(signals: readonly Signal[]): Map<string, Signal[]> {
  const groups = new Map<string, Signal[]>()
  for (const signal of signals) groups.set(signal.grid.key, [...(groups.get(signal.grid.key) ?? []), signal])
  return groups
}

/**
 * The cursor over the market. It is the slice that it stands on, one object for all of them: what it shows changes
 * with the next step, so nobody keeps it. Its memory is the tracks', the signals' and the next due instant.
 */
export class Feed implements Slice, Speaking {
  time: EpochMs = Number.NEGATIVE_INFINITY
  closes: readonly SessionEnd[] = NOTHING_DUE.closes
  expiring: readonly Series[] = NOTHING_DUE.expiring
  private readonly plan: FeedPlan
  private readonly graph = signalGraph()
  /** What streams listen to, by key of the grid. */
  private readonly listened: ReadonlyMap<string, readonly Signal[]>
  private readonly sources: GridSource[] = []
  private readonly sigmas = new Map<string, Signal>()
  private readonly bars = new Map<string, BarTrack>()
  /** Those of which somebody listens to each bar. */
  private readonly subscribed = new Set<BarTrack>()
  /** The rows that signals have values on, by key of the grid. */
  private readonly grids = new Map<string, SignalTrack>()
  private readonly chains = new Map<string, ChainTrack>()
  private nextDue = 0

  constructor(plan: FeedPlan) {
    this.plan = plan
    const listened = [...plan.whens.values()].flat()
    for (const signal of [...listened, ...plan.computed]) this.graph.add(signal)
    this.listened = groupByGrid(listened)
    this.addSources()
    for (const product of plan.chainProducts) {
      const track = new ChainTrack(product, plan.oiLagSessions)
      track.subscribed = plan.chains.has(product)
      this.chains.set(product, track)
    }
  }

  /** Takes the next block of rows. */
  load(block: MarketBlock): void {
    for (const [instrument, columns] of block.bars) {
      const track = this.barTrack(instrument) ?? new BarTrack(instrument)
      track.load(columns)
      this.bars.set(instrument, track)
      if (this.plan.bars.has(instrument)) this.subscribed.add(track)
    }
    this.addSigmas(block)
    this.computeSignals(block)
    for (const [product, columns] of block.chains) {
      const dayOf = (time: EpochMs): Day => this.plan.session(product, time).day
      this.chains.get(product)?.load(columns, dayOf)
    }
  }

  /** Passes over every row up to `until` without a slice: the warm-up. */
  skip(until: EpochMs): void {
    this.moveTo(until)
    while ((this.plan.due[this.nextDue]?.time ?? NEVER) <= until) this.nextDue++
  }

  /** Visits the slices up to `until`. `attention` is asked before each of them. */
  walk(until: EpochMs, attention: () => Attention, visit: () => void): void {
    for (;;) {
      const time = this.nextInstant(attention())
      if (time > until) break
      this.moveTo(time)
      const due = this.dueAt(time)
      this.closes = due.closes
      this.expiring = due.expiring
      visit()
    }
    this.moveTo(until)
  }

  /** The signal's value at this instant; NaN where it has none. A signal that nobody registered is a StrategyError. */
  at(signal: SignalName): number {
    const values = this.graph.values(signal)
    return values[this.grids.get(signal.grid.key)?.rowAt(this.time) ?? -1] ?? Number.NaN
  }

  /** Its latest value up to this instant, or `before` it. */
  latest(signal: SignalName, before = false): number {
    const values = this.graph.values(signal)
    const track = this.grids.get(signal.grid.key)
    const now = track?.row() ?? -1
    const row = before && now >= 0 && track?.rowAt(this.time) === now ? now - 1 : now
    return row < 0 ? this.graph.before(signal) : (values[row] ?? Number.NaN)
  }

  /** The signal that is computed under a key; null where nobody registered one. */
  signal(key: string): Signal | null {
    return this.graph.find(key)
  }

  /** Whether the signal speaks at this instant. */
  spoke(signal: Signal): boolean {
    const value = this.at(signal)
    return !Number.isNaN(value) && !(signal.event && value === 0)
  }

  sigmaDaily(instrument: string, before: boolean): number | null {
    const signal = this.sigmas.get(instrument)
    const sigma = signal ? this.latest(signal, before) : Number.NaN
    return Number.isNaN(sigma) ? null : sigma
  }

  bar(instrument: string): BarView | null {
    return this.barTrack(instrument)?.latest() ?? null
  }

  quote(option: OptionInstrument): QuoteView | null {
    return this.chains.get(option.product)?.quoteAt(this.time, option) ?? null
  }

  chain(product: string): ChainView | null {
    const track = this.chains.get(product)
    const rows = track?.rowsAt(this.time)
    if (!track?.columns || !rows) return null
    return new OwnChain({
      product,
      time: this.time,
      session: this.plan.session(product, this.time).day,
      block: track.columns,
      known: track.known,
      ...rows,
      expiries: this.expiryRows(product, track.columns.expiry, rows.from, rows.to),
    })
  }

  barSpeaks(instrument: string): boolean {
    return (this.barTrack(instrument)?.rowAt(this.time) ?? -1) >= 0
  }

  chainSpeaks(product: string): boolean {
    return (this.chains.get(product)?.rowsAt(this.time) ?? null) !== null
  }

  whenSpeaks(key: string): boolean {
    return this.plan.whens.get(key)?.some(signal => this.spoke(signal)) ?? false
  }

  /** Contracts are not known beforehand: the volatility of each is computed from its first bar on. */
  private addSigmas(block: MarketBlock): void {
    for (const instrument of block.bars.keys()) {
      if (this.sigmas.has(instrument) || !this.plan.volatilityOf.has(productIdOf(instrument))) continue
      const signal = dailySigma(instrument)
      this.graph.add(signal)
      this.sigmas.set(instrument, signal)
    }
    this.addSources()
  }

  /** A source for each grid that has none yet. */
  private addSources(): void {
    const known = new Set(this.sources.map(source => source.grid.key))
    for (const grid of this.graph.grids()) {
      if (known.has(grid.key)) continue
      const product = productIdOf(grid.instrument)
      const sessionOf = (time: EpochMs): Session => this.plan.session(product, time)
      this.sources.push(gridSource(grid, this.plan.warmUp(product), sessionOf))
    }
  }

  /** The signals' next values. The rows of their warm-up are tracked with the first block of the run. */
  private computeSignals(block: MarketBlock): void {
    const begins = block.until > this.plan.after
    const bars = new Map<string, BarColumns>()
    for (const source of this.sources) {
      const columns = source.take(block, begins)
      if (columns) bars.set(source.grid.key, columns)
    }
    this.graph.compute(bars)
    for (const [key, columns] of bars) {
      const track = this.grids.get(key) ?? new SignalTrack()
      track.load(columns.time, speakingRows(this.graph, this.listened.get(key) ?? [], columns.length))
      this.grids.set(key, track)
    }
  }

  /** The bars of an instrument, moved to this instant: there are many, and few are looked at in a slice. */
  private barTrack(instrument: string): BarTrack | undefined {
    const track = this.bars.get(instrument)
    track?.moveTo(this.time)
    return track
  }

  private moveTo(time: EpochMs): void {
    this.time = time
    for (const track of this.grids.values()) track.moveTo(time)
    for (const track of this.chains.values()) track.moveTo(time)
  }

  private nextInstant(attention: Attention): EpochMs {
    let next = this.plan.due[this.nextDue]?.time ?? NEVER
    for (const track of this.chains.values()) {
      if (track.subscribed || attention !== 'closes') next = Math.min(next, track.nextChain())
    }
    for (const track of attention === 'all' ? this.bars.values() : this.subscribed) {
      track.moveTo(this.time)
      next = Math.min(next, track.nextBar())
    }
    for (const track of this.grids.values()) next = Math.min(next, track.nextWake())
    return next
  }

  private dueAt(time: EpochMs): Pick<Due, 'closes' | 'expiring'> {
    const due = this.plan.due[this.nextDue]
    if (due?.time !== time) return NOTHING_DUE
    this.nextDue++
    return due
  }

  /** The expiries of the rows `first` (inclusive) to `last` (exclusive), which count from 0 on. */
  private expiryRows(product: string, expiry: Int32Array, first: number, last: number): ExpiryRows[] {
    const found: ExpiryRows[] = []
    for (let from = first; from < last; ) {
      const day = expiry[from] as number
      let to = from + 1
      while (to < last && expiry[to] === day) to++
      const series = this.plan.seriesOf(product, day)
      const bar = series ? this.bar(series.underlying) : null
      if (series)
        found.push({ series, from: from - first, to: to - first, underlyingPrice: bar ? priceOf(bar) : null })
      from = to
    }
    return found
  }
}

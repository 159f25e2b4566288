/** The signals of all accounts that start together, each key computed once. */

import type { BarColumns, MarketBlock } from '../model/block.ts'
import { productIdOf } from '../model/instrument.ts'
import type { Session } from '../model/market.ts'
import { inputsOf, type Signal, type SignalName } from '../model/signal.ts'
import { type EpochMs, MS_PER_DAY } from '../model/time.ts'
import { type GridSource, gridSource } from './grid-source.ts'
import { SigmaTrack } from './sigma-track.ts'
import { signalGraph, speakingRows } from './signal-graph.ts'
import { SignalTrack, SpeakingTrack } from './signal-track.ts'
import type { WarmUpTerms } from './warm-up.ts'

/** What signals start on, and the sessions that they are gathered by. */
export interface SignalTerms {
  warmUp(product: string): WarmUpTerms
  session(product: string, time: EpochMs): Session
  /** The end of a contract's last session; null where that is not known. */
  endOf(instrument: string): EpochMs | null
}

/** A future that waits for its delivery is margined for some weeks after its last session. */
const KEPT_AFTER_END_MS = 62 * MS_PER_DAY

/** The part of a stream's signals that live on one grid. */
interface Part {
  readonly signals: readonly Signal[]
  readonly track: SpeakingTrack
}

/** Signals are registered before the first block. Instants that are asked about must ascend. */
export class Signals {
  private readonly terms: SignalTerms
  private readonly graph = signalGraph()
  private readonly sources: GridSource[] = []
  /** The rows that signals have values on, by key of the grid. */
  private readonly grids = new Map<string, SignalTrack>()
  /** By what a stream listens to, and by grid. */
  private readonly streams = new Map<string, Map<string, Part>>()
  /** By key of the grid. */
  private readonly parts = new Map<string, Part[]>()
  private readonly watched = new Set<string>()
  private readonly sigmas = new Map<string, SigmaTrack>()

  constructor(terms: SignalTerms) {
    this.terms = terms
  }

  /** Adds a signal and what it is made of. */
  add(signal: Signal): void {
    this.graph.add(signal)
    for (const grid of this.graph.grids()) {
      if (this.grids.has(grid.key)) continue
      const product = productIdOf(grid.instrument)
      const sessionOf = (time: EpochMs): Session => this.terms.session(product, time)
      this.sources.push(gridSource(grid, this.terms.warmUp(product), sessionOf))
      this.grids.set(grid.key, new SignalTrack())
    }
  }

  /** Adds what a stream listens to, under the stream's key. */
  listen(key: string, signals: readonly Signal[]): void {
    if (this.streams.has(key)) return
    const byGrid = new Map<string, Part>()
    for (const [grid, group] of groupByGrid(signals)) {
      const part = { signals: group, track: new SpeakingTrack() }
      byGrid.set(grid, part)
      this.parts.set(grid, [...(this.parts.get(grid) ?? []), part])
    }
    this.streams.set(key, byGrid)
    for (const signal of signals) this.add(signal)
  }

  /** Contracts of this product get a daily volatility, each from its first bar on: they are not known beforehand. */
  watchVolatility(product: string): void {
    this.watched.add(product)
  }

  /** The signals' next values. The rows of their warm-up are tracked with the first block that reaches beyond it. */
  load(block: MarketBlock): void {
    const bars = new Map<string, BarColumns>()
    for (const source of this.sources) {
      const columns = source.take(block)
      if (columns) bars.set(source.grid.key, columns)
    }
    this.graph.compute(bars)
    for (const [key, columns] of bars) {
      this.grids.get(key)?.load(columns.time)
      for (const { signals, track } of this.parts.get(key) ?? [])
        track.load(columns.time, speakingRows(this.graph, signals, columns.length))
    }
    this.loadSigmas(block)
  }

  /** The next instant at which a stream's signals speak. */
  nextWake(key: string, time: EpochMs): EpochMs {
    let next = Number.POSITIVE_INFINITY
    for (const { track } of this.streams.get(key)?.values() ?? [])
      next = Math.min(next, track.nextAfter(time))
    return next
  }

  /** Whether any of a stream's signals speaks at this instant. */
  speaks(key: string, time: EpochMs): boolean {
    for (const { track } of this.streams.get(key)?.values() ?? []) if (track.speaksAt(time)) return true
    return false
  }

  /** The signal's value at this instant; NaN where it has none. */
  at(signal: SignalName, time: EpochMs): number {
    const row = this.trackOf(signal, time)?.rowAt(time) ?? -1
    return this.graph.values(signal)[row] ?? Number.NaN
  }

  /** Its latest value up to this instant; NaN before the first. */
  latest(signal: SignalName, time: EpochMs): number {
    const row = this.trackOf(signal, time)?.row() ?? -1
    return row < 0 ? this.graph.before(signal) : (this.graph.values(signal)[row] ?? Number.NaN)
  }

  /** The daily volatility of a contract, or as it stood `before` this instant; NaN where it is not known. */
  sigma(instrument: string, time: EpochMs, before: boolean): number {
    return this.sigmas.get(instrument)?.latest(time, before) ?? Number.NaN
  }

  private trackOf({ grid }: SignalName, time: EpochMs): SignalTrack | undefined {
    const track = this.grids.get(grid.key)
    track?.moveTo(time)
    return track
  }

  /** Contracts that ended long before the block are let go. */
  private loadSigmas(block: MarketBlock): void {
    for (const instrument of block.bars.keys()) {
      const product = productIdOf(instrument)
      if (this.sigmas.has(instrument) || !this.watched.has(product)) continue
      const sessionOf = (time: EpochMs): Session => this.terms.session(product, time)
      this.sigmas.set(instrument, new SigmaTrack(instrument, this.terms.warmUp(product), sessionOf))
    }
    for (const [instrument, sigma] of this.sigmas) {
      if (this.hasEnded(instrument, block)) this.sigmas.delete(instrument)
      else sigma.load(block)
    }
  }

  private hasEnded(instrument: string, block: MarketBlock): boolean {
    const end = this.terms.endOf(instrument)
    return end !== null && end + KEPT_AFTER_END_MS < block.after && !block.bars.has(instrument)
  }
}

/** Signals with all that they are computed from, by key. */
export function signalsWithin(signals: readonly Signal[]): ReadonlyMap<string, Signal> {
  const found = new Map<string, Signal>()
  const take = (signal: Signal): void => {
    if (found.has(signal.key)) return
    found.set(signal.key, signal)
    inputsOf(signal).forEach(take)
  }
  signals.forEach(take)
  return found
}

function groupByGrid(signals: readonly Signal[]): Map<string, Signal[]> {
  const groups = new Map<string, Signal[]>()
  for (const signal of signals) groups.set(signal.grid.key, [...(groups.get(signal.grid.key) ?? []), signal])
  return groups
}

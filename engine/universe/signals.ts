/** The signals of all accounts that start together, what they share computed once. */

import type { BarColumns, MarketBlock } from '../model/block.ts'
import { productIdOf } from '../model/instrument.ts'
import type { Session } from '../model/market.ts'
import type { Grid, Signal } from '../model/signal.ts'
import { type EpochMs, MS_PER_DAY } from '../model/time.ts'
import { type GridSource, gridSource } from './grid-source.ts'
import { SigmaTrack } from './sigma-track.ts'
import { type SignalValues, signalGraph, speakingRows } from './signal-graph.ts'
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

/** What a stream listens to on one grid. */
interface Part {
  readonly signals: readonly SignalValues[]
  readonly track: SpeakingTrack
}

/** A signal's values, and the cursor over their rows. */
export interface TrackedSignal {
  readonly values: SignalValues
  readonly track: SignalTrack
}

/** Signals are registered before the first block. Accounts look at them through their own `AccountSignals`. */
export class Signals {
  private readonly terms: SignalTerms
  private readonly graph = signalGraph()
  private readonly sources: GridSource[] = []
  /** The rows that signals have values on, by key of the grid. */
  private readonly grids = new Map<string, SignalTrack>()
  /** By key of the grid. */
  private readonly parts = new Map<string, Part[]>()
  private readonly watched = new Set<string>()
  private readonly sigmas = new Map<string, SigmaTrack>()

  constructor(terms: SignalTerms) {
    this.terms = terms
  }

  /** Adds a signal of an account. What it is made of must be added too, before or after it. */
  add(signal: Signal, account: string): TrackedSignal {
    return { values: this.graph.add(signal, account), track: this.trackOf(signal.grid) }
  }

  /** Where any of these signals speaks, by grid. */
  listen(signals: readonly SignalValues[]): readonly SpeakingTrack[] {
    return [...groupByGrid(signals)].map(([grid, group]) => {
      const parts = this.parts.get(grid) ?? []
      const known = parts.find(part => isSame(part.signals, group))
      if (known) return known.track
      const track = new SpeakingTrack()
      parts.push({ signals: group, track })
      this.parts.set(grid, parts)
      return track
    })
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
        track.load(columns.time, speakingRows(signals, columns.length))
    }
    this.loadSigmas(block)
  }

  /** The daily volatility of a contract, or as it stood `before` this instant; NaN where it is not known. */
  sigma(instrument: string, time: EpochMs, before: boolean): number {
    return this.sigmas.get(instrument)?.latest(time, before) ?? Number.NaN
  }

  private trackOf(grid: Grid): SignalTrack {
    const known = this.grids.get(grid.key)
    if (known) return known
    const product = productIdOf(grid.instrument)
    const sessionOf = (time: EpochMs): Session => this.terms.session(product, time)
    this.sources.push(gridSource(grid, this.terms.warmUp(product), sessionOf))
    const track = new SignalTrack()
    this.grids.set(grid.key, track)
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

const isSame = (a: readonly SignalValues[], b: readonly SignalValues[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i])

function groupByGrid(signals: readonly SignalValues[]): Map<string, SignalValues[]> {
  const groups = new Map<string, SignalValues[]>()
  for (const one of signals) {
    const { key } = one.signal.grid
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return groups
}

/** The market at one instant, for all accounts: bars, chains and signals, moved on together and read once. */

import type { MarketBlock } from '../model/block.ts'
import { productIdOf } from '../model/instrument.ts'
import type { BarView } from '../model/slice.ts'
import type { EpochMs } from '../model/time.ts'
import { ChainInstant } from './chain-instant.ts'
import type { ChainParts } from './chain-parts.ts'
import { expiriesIn } from './expiries-in.ts'
import type { Signals } from './signals.ts'
import { BarTrack, type ChainFacts, ChainTrack } from './tracks.ts'

/** What accounts want of the market, in all. */
export interface UniversePlan {
  /** By option product: how many sessions late its accounts know open interest. */
  readonly chains: ReadonlyMap<string, ReadonlySet<number>>
  chainFacts(product: string): ChainFacts
  /** One for all accounts that start together. */
  readonly signals: readonly Signals[]
}

/** The chain of one instant, and how old the oldest price of an underlying in it is. */
interface SharedChain {
  readonly time: EpochMs
  readonly instant: ChainInstant
  readonly oldestBar: EpochMs
}

const NONE: readonly BarTrack[] = []

/** Its memory across blocks is the last bar of each instrument, the open interest that was known, and the signals'. */
export class Universe {
  time: EpochMs = Number.NEGATIVE_INFINITY
  private readonly bars = new Map<string, BarTrack>()
  /** Those with bars in the block, by product. */
  private trading = new Map<string, BarTrack[]>()
  /** The last bar of a product in the blocks before. */
  private readonly lastBars = new Map<string, EpochMs>()
  private readonly chains = new Map<string, ChainTrack>()
  private readonly signals: readonly Signals[]
  /** Those of the instants asked about last, by product and lag. */
  private readonly shared = new Map<string, SharedChain>()

  constructor(plan: UniversePlan) {
    this.signals = plan.signals
    for (const [product, lags] of plan.chains)
      this.chains.set(product, new ChainTrack(product, lags, plan.chainFacts(product)))
  }

  /** Takes the next block of rows, all of them later than the instant. */
  load(block: MarketBlock): void {
    for (const [product, tracks] of this.trading) {
      this.lastBars.set(product, this.latestBar(product))
      for (const track of tracks) if (!block.bars.has(track.instrument)) track.load(null)
    }
    this.trading = new Map()
    for (const [instrument, columns] of block.bars) {
      const track = this.bars.get(instrument) ?? new BarTrack(instrument, productIdOf(instrument))
      track.load(columns)
      this.bars.set(instrument, track)
      this.trading.set(track.product, [...(this.trading.get(track.product) ?? []), track])
    }
    for (const [product, track] of this.chains) track.load(block.chains.get(product) ?? null)
    for (const one of this.signals) one.load(block)
  }

  /** Passes over every row up to `time`. */
  moveTo(time: EpochMs): void {
    this.time = time
    for (const track of this.chains.values()) track.moveTo(time)
  }

  /** The bars of an instrument, moved to this instant: there are many, and few are looked at in a slice. */
  bar(instrument: string): BarTrack | undefined {
    const track = this.bars.get(instrument)
    track?.moveTo(this.time)
    return track
  }

  /** Those of a product's instruments that have bars in the block. */
  barsOf(product: string): readonly BarTrack[] {
    const tracks = this.trading.get(product) ?? NONE
    for (const track of tracks) track.moveTo(this.time)
    return tracks
  }

  /** The end of the latest bar of any of a product's instruments; before all time where there is none. */
  latestBar(product: string): EpochMs {
    const ends = this.barsOf(product).map(track => track.latestTime())
    return Math.max(this.lastBars.get(product) ?? Number.NEGATIVE_INFINITY, ...ends)
  }

  chain(product: string): ChainTrack | undefined {
    return this.chains.get(product)
  }

  /** The chain of this very instant as accounts of a lag know it, made once for all; null where there is none. */
  chainAt(product: string, lagSessions: number): SharedChain | null {
    const key = `${product} ${lagSessions}`
    const known = this.shared.get(key)
    if (known?.time === this.time) return known
    const parts = this.partsAt(product, lagSessions, instrument => this.bar(instrument)?.latest() ?? null)
    if (!parts) return null
    let oldestBar = Number.POSITIVE_INFINITY
    for (const { series } of parts.expiries)
      oldestBar = Math.min(oldestBar, this.bar(series.underlying)?.latestTime() ?? oldestBar)
    const shared = { time: this.time, instant: new ChainInstant(parts), oldestBar }
    this.shared.set(key, shared)
    return shared
  }

  /** What the chain of this very instant is made of, with the bars that `barOf` gives; null where there is none. */
  partsAt(
    product: string,
    lagSessions: number,
    barOf: (instrument: string) => BarView | null,
  ): ChainParts | null {
    const track = this.chains.get(product)
    const rows = track?.rowsAt(this.time)
    const block = track?.columns
    if (!rows || !block) return null
    return {
      product,
      time: this.time,
      session: track.facts.dayOf(this.time),
      block,
      known: track.known(lagSessions),
      ...rows,
      expiries: expiriesIn(block.expiry, rows, expiry => track.facts.seriesOf(expiry), barOf),
    }
  }
}

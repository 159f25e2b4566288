/** The daily volatility of one contract, from its first bar to its end. */

import type { MarketBlock } from '../model/block.ts'
import type { Session } from '../model/market.ts'
import type { EpochMs } from '../model/time.ts'
import { dailySigma } from './daily-sigma.ts'
import { type GridSource, gridSource } from './grid-source.ts'
import { type SignalValues, signalGraph } from './signal-graph.ts'
import { SignalTrack } from './signal-track.ts'
import type { WarmUpTerms } from './warm-up.ts'

/** Its memory is that of its signal, which starts on the same bars whatever else a run computes. */
export class SigmaTrack {
  private readonly graph = signalGraph()
  private readonly sigma: SignalValues
  private readonly source: GridSource
  private readonly track = new SignalTrack()

  constructor(instrument: string, terms: WarmUpTerms, sessionOf: (time: EpochMs) => Session) {
    const signal = dailySigma(instrument)
    this.sigma = this.graph.add(signal, instrument)
    this.source = gridSource(signal.grid, terms, sessionOf)
  }

  load(block: MarketBlock): void {
    const bars = this.source.take(block)
    if (!bars) return
    this.graph.compute(new Map([[this.source.grid.key, bars]]))
    this.track.load(bars.time)
  }

  /** Its latest value up to an instant, or `before` it; NaN where it has none. */
  latest(time: EpochMs, before: boolean): number {
    this.track.moveTo(time)
    const now = this.track.row()
    const row = before && now >= 0 && this.track.rowAt(time) === now ? now - 1 : now
    return row < 0 ? this.sigma.before : (this.sigma.values[row] ?? Number.NaN)
  }
}

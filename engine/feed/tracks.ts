/** Cursors over the columns of one instrument or one chain; the walk moves them, slices read them. */

import { type BarColumns, type ChainColumns, firstAfter } from '../model/block.ts'
import type { OptionInstrument } from '../model/instrument.ts'
import type { BarView, QuoteView } from '../model/slice.ts'
import type { Day, EpochMs } from '../model/time.ts'
import { type KnownColumns, knownOpenInterest } from './known-open-interest.ts'

const NEVER = Number.POSITIVE_INFINITY

/** The bars of one instrument. Its memory across blocks is the last bar seen. */
export class BarTrack {
  readonly instrument: string
  private columns: BarColumns | null = null
  private cursor = -1
  private earlier: BarView | null = null

  constructor(instrument: string) {
    this.instrument = instrument
  }

  /** Takes the next block. */
  load(columns: BarColumns): void {
    this.earlier = this.latest()
    Object.freeze(this.earlier)
    this.columns = columns
    this.cursor = -1
  }

  moveTo(time: EpochMs): void {
    if (!this.columns || this.timeAt(this.cursor + 1) > time) return
    this.cursor = firstAfter(this.columns.time, time, this.cursor + 1) - 1
  }

  /** Time of the next bar of the block. */
  nextBar(): EpochMs {
    return this.timeAt(this.cursor + 1)
  }

  /** The row of this very instant, or -1. */
  rowAt(time: EpochMs): number {
    return this.cursor >= 0 && this.timeAt(this.cursor) === time ? this.cursor : -1
  }

  latest(): BarView | null {
    const { columns, cursor } = this
    if (!columns || cursor < 0) return this.earlier
    return {
      instrument: this.instrument,
      time: columns.time[cursor] as number,
      open: columns.open[cursor] as number,
      high: columns.high[cursor] as number,
      low: columns.low[cursor] as number,
      close: columns.close[cursor] as number,
      settlement: columns.settlement[cursor] as number,
      volume: columns.volume[cursor] as number,
    }
  }

  private timeAt(row: number): EpochMs {
    return row < 0 ? NEVER : (this.columns?.time[row] ?? NEVER)
  }
}

/** The chain of one product. Its memory across blocks is the open interest that was known. */
export class ChainTrack {
  readonly product: string
  /** True when somebody listens to each chain. */
  subscribed = false
  columns: ChainColumns | null = null
  known: KnownColumns = { contracts: new Float64Array(0), day: new Int32Array(0) }
  private readonly openInterest
  private sessionOf: (time: EpochMs) => Day = () => 0
  private from = 0
  private to = 0

  constructor(product: string, oiLagSessions: number) {
    this.product = product
    this.openInterest = knownOpenInterest(oiLagSessions)
  }

  /** Takes the next block; `sessionOf` tells the session of an instant. */
  load(columns: ChainColumns, sessionOf: (time: EpochMs) => Day): void {
    this.columns = columns
    this.sessionOf = sessionOf
    this.from = 0
    this.to = 0
    this.known = { contracts: new Float64Array(columns.length), day: new Int32Array(columns.length) }
  }

  /** Passes every chain up to `time`. What was known of each is served as it is passed, while its rows are at hand. */
  moveTo(time: EpochMs): void {
    const { columns } = this
    if (!columns) return
    for (let next = this.nextChain(); next <= time; next = this.nextChain()) {
      this.from = this.to
      this.to = firstAfter(columns.time, next, this.from)
      this.openInterest.serve(columns, this.from, this.to, this.sessionOf(next), this.known)
    }
  }

  nextChain(): EpochMs {
    return this.columns?.time[this.to] ?? NEVER
  }

  /** The rows of this very instant, or null. */
  rowsAt(time: EpochMs): { from: number; to: number } | null {
    return this.to > this.from && this.columns?.time[this.from] === time
      ? { from: this.from, to: this.to }
      : null
  }

  /** The quote of a series at this very instant, by binary search over expiry, strike, right. */
  quoteAt(time: EpochMs, option: OptionInstrument): QuoteView | null {
    const rows = this.rowsAt(time)
    const columns = this.columns
    if (!rows || !columns) return null
    const right = option.right === 'call' ? 0 : 1
    let low = rows.from
    let high = rows.to
    while (low < high) {
      const middle = (low + high) >>> 1
      const order =
        (columns.expiry[middle] as number) - option.expiry ||
        (columns.strike[middle] as number) - option.strike ||
        (columns.right[middle] as number) - right
      if (order < 0) low = middle + 1
      else high = middle
    }
    const found =
      low < rows.to &&
      columns.expiry[low] === option.expiry &&
      columns.strike[low] === option.strike &&
      columns.right[low] === right
    return found ? quoteOf(columns, low) : null
  }
}

const quoteOf = (columns: ChainColumns, row: number): QuoteView => ({
  bid: columns.bid[row] as number,
  ask: columns.ask[row] as number,
  open: columns.open[row] as number,
  high: columns.high[row] as number,
  low: columns.low[row] as number,
  close: columns.close[row] as number,
  settlement: columns.settlement[row] as number,
  volume: columns.volume[row] as number,
  multiplier: columns.multiplier[row] as number,
})

/** Cursors over the columns of one instrument or one chain; the walk moves them, slices read them. */

import { type BarColumns, type ChainColumns, firstAfter } from '../model/block.ts'
import type { OptionInstrument } from '../model/instrument.ts'
import type { Series } from '../model/market.ts'
import type { BarView, QuoteView } from '../model/slice.ts'
import type { Day, EpochMs } from '../model/time.ts'
import { type KnownColumns, type KnownOpenInterest, knownOpenInterest } from './known-open-interest.ts'

const NEVER = Number.POSITIVE_INFINITY
const BEFORE_ALL = Number.NEGATIVE_INFINITY

/** The bars of one instrument. Its memory across blocks is the last bar seen. */
export class BarTrack {
  readonly instrument: string
  readonly product: string
  private columns: BarColumns | null = null
  private cursor = -1
  private earlier: BarView | null = null

  constructor(instrument: string, product: string) {
    this.instrument = instrument
    this.product = product
  }

  /** Takes the next block; null = it has no bar of the instrument, and no column is kept. */
  load(columns: BarColumns | null): void {
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
    return this.cursor < 0 ? this.earlier : this.barAt(this.cursor)
  }

  /** The latest bar that ended before an instant which the track stands at. */
  before(time: EpochMs): BarView | null {
    const row = this.rowAt(time)
    if (row < 0 && this.earlier?.time !== time) return this.latest()
    return row > 0 ? this.barAt(row - 1) : row === 0 ? this.earlier : null
  }

  /** The end of the latest bar; before all time where there is none. */
  latestTime(): EpochMs {
    return this.cursor < 0 ? (this.earlier?.time ?? BEFORE_ALL) : this.timeAt(this.cursor)
  }

  private barAt(row: number): BarView | null {
    const { columns } = this
    if (!columns) return null
    return {
      instrument: this.instrument,
      time: columns.time[row] as number,
      open: columns.open[row] as number,
      high: columns.high[row] as number,
      low: columns.low[row] as number,
      close: columns.close[row] as number,
      settlement: columns.settlement[row] as number,
      volume: columns.volume[row] as number,
    }
  }

  private timeAt(row: number): EpochMs {
    return row < 0 ? NEVER : (this.columns?.time[row] ?? NEVER)
  }
}

/** Open interest as accounts of one lag know it, by row of the block. */
interface Lagging {
  readonly memory: KnownOpenInterest
  columns: KnownColumns
}

/** What is known of a chain's product beforehand. */
export interface ChainFacts {
  /** The session of an instant. */
  dayOf(time: EpochMs): Day
  /** The first session whose open interest still counts at a lag. */
  oldestDay(time: EpochMs, lagSessions: number): Day
  seriesOf(expiry: Day): Series | undefined
}

/** The chain of one product. Its memory across blocks is the open interest that was known. */
export class ChainTrack {
  readonly product: string
  columns: ChainColumns | null = null
  readonly facts: ChainFacts
  private readonly lagging = new Map<number, Lagging>()
  private from = 0
  private to = 0
  /** The instant of the rows before the block. */
  private earlier: EpochMs = BEFORE_ALL

  /** Open interest is served for each of these lags, in sessions. */
  constructor(product: string, lags: Iterable<number>, facts: ChainFacts) {
    this.product = product
    this.facts = facts
    for (const lag of lags)
      this.lagging.set(lag, { memory: knownOpenInterest(lag), columns: emptyColumns(0) })
  }

  /** Takes the next block; null = it has no row of the chain, and no column is kept. */
  load(columns: ChainColumns | null): void {
    this.earlier = this.latestTime()
    this.columns = columns
    this.from = 0
    this.to = 0
    for (const one of this.lagging.values()) one.columns = emptyColumns(columns?.length ?? 0)
  }

  /** Passes every chain up to `time`. What was known of each is served as it is passed, while its rows are at hand. */
  moveTo(time: EpochMs): void {
    const { columns } = this
    if (!columns) return
    for (let next = this.nextChain(); next <= time; next = this.nextChain()) {
      if (this.to > 0) this.earlier = columns.time[this.from] as number
      this.from = this.to
      this.to = firstAfter(columns.time, next, this.from)
      const day = this.facts.dayOf(next)
      for (const [lag, { memory, columns: known }] of this.lagging)
        memory.serve(columns, this.from, this.to, day, this.facts.oldestDay(next, lag), known)
    }
  }

  nextChain(): EpochMs {
    return this.columns?.time[this.to] ?? NEVER
  }

  /** The instant of the latest chain; before all time where there is none. */
  latestTime(): EpochMs {
    return this.to > this.from ? (this.columns?.time[this.from] ?? this.earlier) : this.earlier
  }

  /** The instant of the latest chain before an instant which the track stands at. */
  before(time: EpochMs): EpochMs {
    const latest = this.latestTime()
    return latest < time ? latest : this.earlier
  }

  /** What accounts of a lag know of the block's rows. */
  known(lagSessions: number): KnownColumns {
    return this.lagging.get(lagSessions)?.columns ?? emptyColumns(0)
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

const emptyColumns = (rows: number): KnownColumns => ({
  contracts: new Float64Array(rows),
  day: new Int32Array(rows),
})

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

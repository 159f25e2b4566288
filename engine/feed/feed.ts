/** The walk: leads the books through the slices of a market in total order, past those that nobody wants. */

import type { BarColumns, MarketBlock } from '../model/block.ts'
import type { OptionInstrument } from '../model/instrument.ts'
import type { Series } from '../model/market.ts'
import type { Signal } from '../model/signal.ts'
import type { BarView, ChainView, ExpiryRows, QuoteView, Slice } from '../model/slice.ts'
import type { Day, EpochMs } from '../model/time.ts'
import type { Speaking } from './bus.ts'
import { type SignalGraph, signalGraph, speakingRows } from './signal-graph.ts'
import type { Due } from './timeline.ts'
import { BarTrack, ChainTrack } from './tracks.ts'

/** Which slices the books need besides those that they listen to: ends of sessions, also each chain, also each bar. */
export type Attention = 'closes' | 'chains' | 'all'

/** What the feed must know before the first block. */
export interface FeedPlan {
  readonly bars: ReadonlySet<string>
  readonly chains: ReadonlySet<string>
  readonly whens: ReadonlyMap<string, readonly Signal[]>
  /** Products whose chains are read although nobody listens. */
  readonly chainProducts: readonly string[]
  readonly oiLagSessions: number
  readonly due: readonly Due[]
  /** The session of an instant, for a product. */
  sessionOf(product: string, time: EpochMs): Day
  seriesOf(product: string, expiry: Day): Series | undefined
}

export interface Feed {
  /** Takes the next block of rows. */
  load(block: MarketBlock): void
  /** Passes over every row up to `until` without a slice: the warm-up. */
  skip(until: EpochMs): void
  /** Visits the slices up to `until`. `attention` is asked before each of them. */
  walk(until: EpochMs, attention: () => Attention, visit: (slice: Slice, speaking: Speaking) => void): void
  /** The signal's value at the current instant; NaN where it has none. */
  at(signal: Signal, time: EpochMs): number
  /** Whether the signal speaks at the current instant. */
  spoke(signal: Signal, time: EpochMs): boolean
}

const NEVER = Number.POSITIVE_INFINITY

/** The price that stands for a bar where one number is needed: its settlement, else its close. */
export const priceOf = (bar: BarView): number => (Number.isNaN(bar.settlement) ? bar.close : bar.settlement)

export function createFeed(plan: FeedPlan): Feed {
  const graph: SignalGraph = signalGraph()
  const signals = [...plan.whens.values()].flat()
  signals.forEach(graph.add)
  const signalsOn = (grid: string): Signal[] => signals.filter(signal => signal.grid === grid)
  const barTracks = new Map<string, BarTrack>()
  const chainTracks = new Map<string, ChainTrack>()
  for (const product of plan.chainProducts) {
    const track = new ChainTrack(product, plan.oiLagSessions)
    track.subscribed = plan.chains.has(product)
    chainTracks.set(product, track)
  }
  let nextDue = 0

  const trackOf = (instrument: string): BarTrack => {
    const track = barTracks.get(instrument) ?? new BarTrack(instrument)
    track.everyBar = plan.bars.has(instrument)
    barTracks.set(instrument, track)
    return track
  }

  const loadBars = (instrument: string, columns: BarColumns): void => {
    const listened = signalsOn(instrument)
    if (listened.length > 0) graph.compute(instrument, columns)
    trackOf(instrument).load(columns, speakingRows(graph, listened, columns.length))
  }

  const moveTo = (time: EpochMs): void => {
    for (const track of barTracks.values()) track.moveTo(time)
    for (const track of chainTracks.values()) track.moveTo(time)
  }

  const nextInstant = (attention: Attention): EpochMs => {
    let next = plan.due[nextDue]?.time ?? NEVER
    for (const track of chainTracks.values()) {
      if (track.subscribed || attention !== 'closes') next = Math.min(next, track.nextChain())
    }
    for (const track of barTracks.values()) {
      next = Math.min(next, attention === 'all' ? track.nextBar() : track.nextWake())
    }
    return next
  }

  const dueAt = (time: EpochMs): Due => {
    const due = plan.due[nextDue]
    if (due?.time !== time) return { time, closes: [], expiring: [] }
    nextDue++
    return due
  }

  const at = (signal: Signal, time: EpochMs): number => {
    const row = barTracks.get(signal.grid)?.rowAt(time) ?? -1
    return row < 0 ? Number.NaN : (graph.values(signal)[row] as number)
  }

  const spoke = (signal: Signal, time: EpochMs): boolean => {
    const value = at(signal, time)
    return !Number.isNaN(value) && !(signal.event && value === 0)
  }

  const chainView = (track: ChainTrack, time: EpochMs): ChainView | null => {
    const rows = track.rowsAt(time)
    const columns = track.columns
    if (!rows || !columns) return null
    return {
      product: track.product,
      time,
      session: plan.sessionOf(track.product, time),
      columns,
      knownOpenInterest: track.known.contracts,
      openInterestDay: track.known.day,
      expiries: expiryRows(track.product, columns.expiry, rows.from, rows.to),
    }
  }

  const expiryRows = (product: string, expiry: Int32Array, first: number, last: number): ExpiryRows[] => {
    const found: ExpiryRows[] = []
    for (let from = first; from < last; ) {
      const day = expiry[from] as number
      let to = from + 1
      while (to < last && expiry[to] === day) to++
      const series = plan.seriesOf(product, day)
      const bar = series ? (barTracks.get(series.underlying)?.latest() ?? null) : null
      if (series) found.push({ series, from, to, underlyingPrice: bar ? priceOf(bar) : null })
      from = to
    }
    return found
  }

  const sliceAt = (time: EpochMs, due: Due): Slice => ({
    time,
    closes: due.closes,
    expiring: due.expiring,
    bar: (instrument: string): BarView | null => barTracks.get(instrument)?.latest() ?? null,
    quote: (option: OptionInstrument): QuoteView | null =>
      chainTracks.get(option.product)?.quoteAt(time, option) ?? null,
    chain: once((product: string): ChainView | null => {
      const track = chainTracks.get(product)
      return track ? chainView(track, time) : null
    }),
  })

  const speakingAt = (time: EpochMs): Speaking => ({
    bar: instrument => (barTracks.get(instrument)?.rowAt(time) ?? -1) >= 0,
    chain: product => (chainTracks.get(product)?.rowsAt(time) ?? null) !== null,
    when: key => (plan.whens.get(key) ?? []).some(signal => spoke(signal, time)),
  })

  return {
    load(block) {
      for (const [instrument, columns] of block.bars) loadBars(instrument, columns)
      for (const [product, columns] of block.chains) {
        chainTracks.get(product)?.load(columns, time => plan.sessionOf(product, time))
      }
    },
    skip(until) {
      moveTo(until)
      while ((plan.due[nextDue]?.time ?? NEVER) <= until) nextDue++
    },
    walk(until, attention, visit) {
      for (;;) {
        const time = nextInstant(attention())
        if (time > until) break
        moveTo(time)
        visit(sliceAt(time, dueAt(time)), speakingAt(time))
      }
      moveTo(until)
    },
    at,
    spoke,
  }
}

/** Remembers the answer by argument. */
function once<T>(answer: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>()
  return key => {
    const before = known.get(key)
    if (before !== undefined) return before
    const now = answer(key)
    known.set(key, now)
    return now
  }
}

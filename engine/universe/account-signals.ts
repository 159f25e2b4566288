/** The signals of one account: what its keys stand for, and where its streams speak. */

import { inputsOf, type Signal, type SignalName } from '../model/signal.ts'
import type { EpochMs } from '../model/time.ts'
import { type SignalValues, unregistered } from './signal-graph.ts'
import type { SpeakingTrack } from './signal-track.ts'
import type { Signals, TrackedSignal } from './signals.ts'

/** What a stream listens to, and where any of it speaks. */
interface Stream {
  readonly signals: readonly SignalValues[]
  readonly tracks: readonly SpeakingTrack[]
}

/** Signals are registered before the first block. Instants that are asked about must ascend. */
export class AccountSignals {
  private readonly all: Signals
  private readonly account: string
  private readonly signals = new Map<string, TrackedSignal>()
  private readonly streams = new Map<string, Stream>()

  constructor(all: Signals, account: string) {
    this.all = all
    this.account = account
  }

  /** Adds a signal and what it is made of. */
  add(signal: Signal): TrackedSignal {
    const known = this.signals.get(signal.key)
    if (known) return known
    const added = this.all.add(signal, this.account)
    this.signals.set(signal.key, added)
    for (const input of inputsOf(signal)) this.add(input)
    return added
  }

  /** Adds what a stream listens to, under the stream's key. */
  listen(key: string, signals: readonly Signal[]): void {
    const values = signals.map(signal => this.add(signal).values)
    this.streams.set(key, { signals: values, tracks: this.all.listen(values) })
  }

  /** Contracts of this product get a daily volatility. */
  watchVolatility(product: string): void {
    this.all.watchVolatility(product)
  }

  /** The next instant at which a stream's signals speak. */
  nextWake(key: string, time: EpochMs): EpochMs {
    let next = Number.POSITIVE_INFINITY
    for (const track of this.streams.get(key)?.tracks ?? []) next = Math.min(next, track.nextAfter(time))
    return next
  }

  /** Whether any of a stream's signals speaks at this instant. Throws what a kernel of them has thrown. */
  speaks(key: string, time: EpochMs): boolean {
    const stream = this.streams.get(key)
    if (!stream?.tracks.some(track => track.speaksAt(time))) return false
    stream.signals.forEach(mustHold)
    return true
  }

  /** The signal that the account asked for under a key, or that one of them is made of; null where there is none. */
  find(key: string): Signal | null {
    return this.signals.get(key)?.values.signal ?? null
  }

  /**
   * The signal's value at this instant; NaN where it has none. One that the account never asked for is a StrategyError;
   * throws what its kernel has thrown.
   */
  at(signal: SignalName, time: EpochMs): number {
    const { values, track } = this.moved(signal, time)
    return values.values[track.rowAt(time)] ?? Number.NaN
  }

  /** Its latest value up to this instant; NaN before the first. */
  latest(signal: SignalName, time: EpochMs): number {
    const { values, track } = this.moved(signal, time)
    const row = track.row()
    return row < 0 ? values.before : (values.values[row] ?? Number.NaN)
  }

  /** The daily volatility of a contract, or as it stood `before` this instant; NaN where it is not known. */
  sigma(instrument: string, time: EpochMs, before: boolean): number {
    return this.all.sigma(instrument, time, before)
  }

  private moved(signal: SignalName, time: EpochMs): TrackedSignal {
    const found = this.signals.get(signal.key)
    if (!found) throw unregistered(signal)
    mustHold(found.values)
    found.track.moveTo(time)
    return found
  }
}

function mustHold({ failure }: SignalValues): void {
  if (failure) throw failure.error
}

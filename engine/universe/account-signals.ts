/** The signals of one account: what its keys stand for, and where its streams speak. */

import { inputsOf, type Signal, type SignalName } from '../model/signal.ts'
import type { EpochMs } from '../model/time.ts'
import { unregistered } from './signal-graph.ts'
import type { SpeakingTrack } from './signal-track.ts'
import type { Signals, TrackedSignal } from './signals.ts'

/** Signals are registered before the first block. Instants that are asked about must ascend. */
export class AccountSignals {
  private readonly all: Signals
  private readonly account: string
  private readonly signals = new Map<string, TrackedSignal>()
  private readonly streams = new Map<string, readonly SpeakingTrack[]>()

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
    this.streams.set(key, this.all.listen(signals.map(signal => this.add(signal).values)))
  }

  /** Contracts of this product get a daily volatility. */
  watchVolatility(product: string): void {
    this.all.watchVolatility(product)
  }

  /** The next instant at which a stream's signals speak. */
  nextWake(key: string, time: EpochMs): EpochMs {
    let next = Number.POSITIVE_INFINITY
    for (const track of this.streams.get(key) ?? []) next = Math.min(next, track.nextAfter(time))
    return next
  }

  /** Whether any of a stream's signals speaks at this instant. */
  speaks(key: string, time: EpochMs): boolean {
    return this.streams.get(key)?.some(track => track.speaksAt(time)) ?? false
  }

  /** The signal that the account asked for under a key, or that one of them is made of; null where there is none. */
  find(key: string): Signal | null {
    return this.signals.get(key)?.values.signal ?? null
  }

  /** The signal's value at this instant; NaN where it has none. One that the account never asked for is a StrategyError. */
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
    found.track.moveTo(time)
    return found
  }
}

/** Cursors over the rows of a grid: where its signals have values, and where those that are listened to speak. */

import { firstAfter } from '../model/block.ts'
import type { EpochMs } from '../model/time.ts'

const NEVER = Number.POSITIVE_INFINITY
const NO_TIMES = new Float64Array(0)
const NO_ROWS = new Int32Array(0)

/** It holds no values: the graph does, by row of the grid's current block. */
export class SignalTrack {
  private times: Float64Array = NO_TIMES
  private cursor = -1

  /** Takes the next block's rows. */
  load(times: Float64Array): void {
    this.times = times
    this.cursor = -1
  }

  moveTo(time: EpochMs): void {
    if ((this.times[this.cursor + 1] ?? NEVER) > time) return
    this.cursor = firstAfter(this.times, time, this.cursor + 1) - 1
  }

  /** The latest row of the block; -1 before its first. */
  row(): number {
    return this.cursor
  }

  /** The row of this very instant, or -1. */
  rowAt(time: EpochMs): number {
    return this.times[this.cursor] === time ? this.cursor : -1
  }
}

/** The rows of one grid at which any of the signals that a stream listens to speaks. */
export class SpeakingTrack {
  private times: Float64Array = NO_TIMES
  private rows: Int32Array = NO_ROWS
  private next = 0

  /** Takes the next block's rows; `rows` are those at which a signal speaks, ascending. */
  load(times: Float64Array, rows: Int32Array): void {
    this.times = times
    this.rows = rows
    this.next = 0
  }

  /** The first speaking row later than `time`. Instants must ascend. */
  nextAfter(time: EpochMs): EpochMs {
    while (this.timeOf(this.next) <= time) this.next++
    return this.timeOf(this.next)
  }

  /** Whether a signal speaks at this very instant. */
  speaksAt(time: EpochMs): boolean {
    this.nextAfter(time)
    return this.timeOf(this.next - 1) === time
  }

  private timeOf(index: number): EpochMs {
    return this.times[this.rows[index] ?? -1] ?? NEVER
  }
}

/** A cursor over the rows of one grid: where its signals have values, and where they speak. */

import { firstAfter } from '../model/block.ts'
import type { EpochMs } from '../model/time.ts'

const NEVER = Number.POSITIVE_INFINITY

/** It holds no values: the graph does, by row of the grid's current block. */
export class SignalTrack {
  private times: Float64Array = new Float64Array(0)
  private cursor = -1
  private speaking: Int32Array = new Int32Array(0)
  private nextSpeaking = 0

  /** Takes the next block's rows; `speaking` are those at which a signal speaks. */
  load(times: Float64Array, speaking: Int32Array): void {
    this.times = times
    this.cursor = -1
    this.speaking = speaking
    this.nextSpeaking = 0
  }

  moveTo(time: EpochMs): void {
    if ((this.times[this.cursor + 1] ?? NEVER) > time) return
    this.cursor = firstAfter(this.times, time, this.cursor + 1) - 1
    while ((this.speaking[this.nextSpeaking] ?? NEVER) <= this.cursor) this.nextSpeaking++
  }

  /** Time of the next row that somebody waits for. */
  nextWake(): EpochMs {
    return this.times[this.speaking[this.nextSpeaking] ?? -1] ?? NEVER
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

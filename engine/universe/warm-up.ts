/** Holds back the bars of one grid until the run begins, and then lets the last of them through. */

import { type BarColumns, cutBars, firstAfter, joinBars } from '../model/block.ts'
import type { EpochMs } from '../model/time.ts'

/** What a signal starts on: the last `bars` rows later than `after` and not later than `until`, and all that follow. */
export interface WarmUpTerms {
  readonly bars: number
  readonly after: EpochMs
  readonly until: EpochMs
  /** Rows are held back until a block reaches beyond this instant, which is not before `until`. */
  readonly begins: EpochMs
}

/**
 * So that a signal's memory begins at the same bar whatever else the run reads and however the blocks are cut.
 * Its memory is the rows held back.
 */
export class WarmUp {
  private readonly terms: WarmUpTerms
  private held: BarColumns[] = []
  private begun = false

  constructor(terms: WarmUpTerms) {
    this.terms = terms
  }

  /** The rows that the signals compute next; null while they are held back. `begins` = the block reaches beyond that instant. */
  pass(bars: BarColumns, begins: boolean): BarColumns | null {
    if (this.begun) return bars
    this.held.push(bars)
    if (!begins) {
      this.forget()
      return null
    }
    this.begun = true
    const all = joinBars(bars.instrument, this.held)
    this.held = []
    const end = firstAfter(all.time, this.terms.until)
    const start = Math.max(firstAfter(all.time, this.terms.after), end - this.terms.bars)
    return cutBars(all, start, all.length)
  }

  /** Lets go of blocks that lie too far back to be needed. */
  private forget(): void {
    let later = 0
    for (let block = this.held.length - 1; block >= 0; block--) {
      if (later >= this.terms.bars) {
        this.held = this.held.slice(block + 1)
        return
      }
      later += this.held[block]?.length ?? 0
    }
  }
}

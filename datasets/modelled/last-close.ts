/** The last close of an instrument by an instant, over blocks that come one after the other. */

import type { BarColumns } from '../../engine/model/block.ts'
import type { EpochMs } from '../../engine/model/time.ts'

export interface PricePoint {
  readonly time: EpochMs
  readonly close: number
}

/** A cursor over the bars of one instrument. Instants are asked for in ascending order. */
export interface LastClose {
  /** Takes the next block's bars, all of them later than those before. */
  take(bars: BarColumns | undefined): void
  /** The latest close above zero up to an instant; null before the first. */
  at(time: EpochMs): PricePoint | null
}

export function lastClose(): LastClose {
  let bars: BarColumns | undefined
  let row = 0
  let latest: PricePoint | null = null
  const at = (until: EpochMs): PricePoint | null => {
    if (!bars) return latest
    for (; row < bars.length && (bars.time[row] as number) <= until; row++) {
      const close = bars.close[row] as number
      if (close > 0) latest = { time: bars.time[row] as number, close }
    }
    return latest
  }
  return {
    take(next) {
      at(Number.POSITIVE_INFINITY)
      bars = next
      row = 0
    },
    at,
  }
}

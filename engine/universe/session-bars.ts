/** Bars of whole sessions, gathered from the finer bars of an instrument. */

import { type BarColumns, emptyBars } from '../model/block.ts'
import type { Session } from '../model/market.ts'
import type { EpochMs } from '../model/time.ts'

/** A session that is being gathered. NaN = no bar has had the value yet. */
interface Gathering {
  readonly close: EpochMs
  open: number
  high: number
  low: number
  last: number
  settlement: number
  volume: number
}

/** The session bars of one instrument. Its memory across blocks is the session that has not ended. */
export class SessionBars {
  private readonly instrument: string
  private readonly sessionOf: (time: EpochMs) => Session
  private gathering: Gathering | null = null

  constructor(instrument: string, sessionOf: (time: EpochMs) => Session) {
    this.instrument = instrument
    this.sessionOf = sessionOf
  }

  /** Takes the next bars and gives the sessions that have ended by `until`: one bar each, dated its close; none for a session without bars. */
  take(bars: BarColumns, until: EpochMs): BarColumns {
    const ended: Gathering[] = []
    for (let row = 0; row < bars.length; row++) {
      const time = bars.time[row] as number
      if (this.gathering === null || time > this.gathering.close) {
        if (this.gathering) ended.push(this.gathering)
        this.gathering = begin(this.sessionOf(time).close)
      }
      gather(this.gathering, bars, row)
    }
    if (this.gathering && this.gathering.close <= until) {
      ended.push(this.gathering)
      this.gathering = null
    }
    return columnsOf(this.instrument, ended)
  }
}

const begin = (close: EpochMs): Gathering => ({
  close,
  open: Number.NaN,
  high: Number.NaN,
  low: Number.NaN,
  last: Number.NaN,
  settlement: Number.NaN,
  volume: Number.NaN,
})

function gather(into: Gathering, bars: BarColumns, row: number): void {
  const high = bars.high[row] as number
  const low = bars.low[row] as number
  const close = bars.close[row] as number
  const settlement = bars.settlement[row] as number
  const volume = bars.volume[row] as number
  if (Number.isNaN(into.open)) into.open = bars.open[row] as number
  if (high > into.high || Number.isNaN(into.high)) into.high = high
  if (low < into.low || Number.isNaN(into.low)) into.low = low
  if (!Number.isNaN(close)) into.last = close
  if (!Number.isNaN(settlement)) into.settlement = settlement
  if (!Number.isNaN(volume)) into.volume = Number.isNaN(into.volume) ? volume : into.volume + volume
}

function columnsOf(instrument: string, sessions: readonly Gathering[]): BarColumns {
  const bars = emptyBars(instrument, sessions.length)
  for (const [row, session] of sessions.entries()) {
    bars.time[row] = session.close
    bars.open[row] = session.open
    bars.high[row] = session.high
    bars.low[row] = session.low
    bars.close[row] = session.last
    bars.settlement[row] = session.settlement
    bars.volume[row] = session.volume
  }
  return bars
}

/** The bars of one grid as blocks bring them: whole sessions gathered, the warm-up held back until the run begins. */

import { type BarColumns, emptyBars, type MarketBlock } from '../model/block.ts'
import type { Session } from '../model/market.ts'
import type { Grid } from '../model/signal.ts'
import type { EpochMs } from '../model/time.ts'
import { SessionBars } from './session-bars.ts'
import { WarmUp, type WarmUpTerms } from './warm-up.ts'

export interface GridSource {
  readonly grid: Grid
  /** The next rows; null while they are held back, and where there are none. */
  readonly take: (block: MarketBlock) => BarColumns | null
}

export function gridSource(
  grid: Grid,
  terms: WarmUpTerms,
  sessionOf: (time: EpochMs) => Session,
): GridSource {
  const warmUp = new WarmUp(terms)
  const sessions = new SessionBars(grid.instrument, sessionOf)
  const none = emptyBars(grid.instrument, 0)
  return {
    grid,
    take(block) {
      const bars = block.bars.get(grid.instrument) ?? none
      const rows = warmUp.pass(
        grid.every === 'bar' ? bars : sessions.take(bars, block.until),
        block.until > terms.begins,
      )
      return rows && rows.length > 0 ? rows : null
    },
  }
}

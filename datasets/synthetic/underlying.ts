/** What options settle into, as the generator sees it: bars, and the price that a series is worth something against. */

import type { Session } from '../../engine/model/market.ts'
import type { BarRow } from '../market/builders.ts'
import type { ListedSeries } from './listing.ts'
import type { PathDay } from './price-path.ts'
import type { Random } from './random.ts'

export interface Underlying {
  /** The bars of a session, by instrument. */
  bars(session: Session, day: PathDay, chance: Random): [instrument: string, bar: BarRow][]
  /** The forward price of a series at the session's close; in its last session, what it is settled on. */
  priceOf(series: ListedSeries, session: Session, day: PathDay): number
}

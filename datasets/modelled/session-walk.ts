/** Walks the sessions of the index and lists what each of them prices. */

import type { MarketBlock } from '../../engine/model/block.ts'
import { type Series, type Session, sessionIndexAt } from '../../engine/model/market.ts'
import type { EpochMs } from '../../engine/model/time.ts'
import { lastClose } from './last-close.ts'
import type { Listing } from './listing.ts'
import type { ModelledTerms } from './modelled-terms.ts'
import { strikeBoard } from './strike-board.ts'
import { volatilityOf } from './volatility.ts'

/** What is priced at the close of one session. */
export interface PricedSession {
  readonly session: Session
  /** The index's close, and the annual volatility at it. */
  readonly price: number
  readonly vol: number
  readonly expiries: readonly {
    readonly series: Series
    readonly years: number
    readonly strikes: readonly number[]
  }[]
}

/** The memory of one reading: closes, volatility, strikes. */
export interface SessionWalk {
  /** Takes the rows of the next block. */
  take(block: MarketBlock): void
  /** Goes on to the close of a session and prices it; null when its close or the volatility is not known. */
  visit(session: Session): PricedSession | null
}

/** Nothing of a session is looked at before its close, and nothing after it. */
export function sessionWalk(terms: ModelledTerms, listing: Listing): SessionWalk {
  const index = lastClose()
  const quoted = lastClose()
  const volatility = volatilityOf(terms.volatility)
  const board = strikeBoard(terms.strikes)
  return {
    take(block) {
      index.take(block.bars.get(terms.underlying))
      if ('instrument' in terms.volatility) quoted.take(block.bars.get(terms.volatility.instrument))
    },
    visit(session) {
      const at = sessionIndexAt(listing.sessions, session.close)
      const last = index.at(session.close)
      const own = quoted.at(session.close)
      if (!last || last.time <= (listing.sessions[at - 1]?.close ?? Number.NEGATIVE_INFINITY)) return null
      const vol = volatility.at({ session: at, time: session.close, close: last.close }, own)
      if (Number.isNaN(vol)) return null
      const expiries = listing.live(session.close).map(series => {
        const years = yearsTo(series, session)
        return { series, years, strikes: board.list(series.expiry, last.close, vol * Math.sqrt(years)) }
      })
      return { session, price: last.close, vol, expiries }
    },
  }
}

const yearsTo = (series: Series, session: Session): number => (series.lastSession.day - session.day) / 365

/** The sessions that end in a stretch of time, ascending. */
export const sessionsIn = (
  sessions: readonly Session[],
  after: EpochMs,
  until: EpochMs,
): readonly Session[] =>
  sessions.slice(sessionIndexAt(sessions, after + 1), sessionIndexAt(sessions, until + 1))

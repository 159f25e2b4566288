/** What an underlying did after closes in a regime, and after closes out of it. */

import { DataError, formatDay, type IsoDate, productIdOf, sessionAt } from '../../../engine/index.ts'
import { type Regime, regimeText, requireCloses } from '../../../strategies/index.ts'
import { conditionalReturns, type PartStatistics } from './conditional-returns.ts'
import { forwardReturns, type ReturnKind } from './forward-returns.ts'
import { recordSessions, type SessionsRequest } from './record-sessions.ts'

interface RegimeStudyRequest extends SessionsRequest {
  /** Sessions that returns run over. */
  readonly horizons: readonly number[]
}

/** One line of statistics. */
interface RegimeStatistics extends PartStatistics {
  /** Sessions from the close that the regime was read at to the close that ends the return. */
  readonly horizon: number
  readonly returns: ReturnKind
}

/** Sessions with a close, by what was known of the regime at it. */
interface RegimeSessions {
  readonly inside: number
  readonly outside: number
  readonly unknown: number
  /** Unbroken runs of sessions inside. */
  readonly stretches: number
}

export interface RegimeStudy {
  readonly of: string
  readonly regime: Regime
  /** The regime in words. */
  readonly text: string
  /** First and last session with a close. */
  readonly first: IsoDate
  readonly last: IsoDate
  readonly sessions: RegimeSessions
  readonly statistics: readonly RegimeStatistics[]
}

/**
 * Reads the regime at each session's close as a strategy would, and the returns from that very close on. Throws a
 * DataError for what the market does not have, and where there is no session with a close.
 */
export async function regimeStudy(request: RegimeStudyRequest): Promise<RegimeStudy> {
  const { market, of, regime, horizons } = request
  for (const horizon of horizons) checkHorizon(horizon)
  requireCloses(of, market, 'of')
  if (regime.kind !== 'ratioTrend') requireCloses(regime.of, market, 'regime.of')
  const seen = await recordSessions(request)
  const first = seen[0]
  const last = seen[seen.length - 1]
  if (!first || !last)
    throw new DataError('has no session with a close in that time', { field: 'of', value: of })
  const closes = Float64Array.from(seen, session => session.close)
  const inside = Float64Array.from(seen, session => session.inside ?? Number.NaN)
  const calendar = market.sessions(productIdOf(of))
  const dayOf = (time: number): IsoDate => formatDay(sessionAt(calendar, time).day)
  return {
    of,
    regime,
    text: regimeText(regime),
    first: dayOf(first.time),
    last: dayOf(last.time),
    sessions: countSessions(inside),
    statistics: horizons.flatMap(horizon =>
      (['log', 'simple'] as const).flatMap(returns =>
        conditionalReturns(forwardReturns(closes, horizon, returns), inside, horizon).map(part => ({
          horizon,
          returns,
          ...part,
        })),
      ),
    ),
  }
}

function checkHorizon(horizon: number): void {
  if (Number.isInteger(horizon) && horizon >= 1) return
  throw new DataError('must be a whole number of sessions, 1 or more', { field: 'horizon', value: horizon })
}

function countSessions(inside: Float64Array): RegimeSessions {
  const count = (wanted: (value: number, row: number) => boolean): number => inside.filter(wanted).length
  return {
    inside: count(value => value === 1),
    outside: count(value => value === 0),
    unknown: count(value => Number.isNaN(value)),
    stretches: count((value, row) => value === 1 && inside[row - 1] !== 1),
  }
}

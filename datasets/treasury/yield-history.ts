/** The par yields of a market, by session of the bond market. */

import { exchangeOf, sessionOn } from '../../engine/calendar/exchange.ts'
import type { MarketBlock } from '../../engine/model/block.ts'
import { DataError } from '../../engine/model/errors.ts'
import { productIdOf } from '../../engine/model/instrument.ts'
import type { Market, Session } from '../../engine/model/market.ts'
import { type Day, type EpochMs, formatDay, MS_PER_DAY } from '../../engine/model/time.ts'
import { type ParCurve, type ParPoint, parCurve } from '../../engine/pricing/bonds/par-curve.ts'

export interface YieldHistory {
  /** Of the bond market: from some weeks before the first yield to a year and more after the last. */
  readonly sessions: readonly Session[]
  /** By session, ascending; a session without any yield is left out. Points ascend by tenor. */
  readonly points: ReadonlyMap<Day, readonly ParPoint[]>
  readonly first: Day
  readonly last: Day
}

const INDEX = 'CMT'

/** The calendar goes on for longer than the last listed contract is delivered. */
const DAYS_BEFORE = 40
const DAYS_AFTER = 420

/**
 * Reads all par yields of a market: bars of `CMT 10Y` and its like. Yields of a session are those known at its close,
 * no older than a day; a yield published on another day belongs to no session. Throws a DataError where there is none.
 */
export async function yieldHistory(base: Market): Promise<YieldHistory> {
  const known = sessionsOfIndex(base)
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last) throw noYields('its index of par yields has no session')
  const exchange = exchangeOf('SIFMA')
  const sessions = exchange
    .sessions(first.day - DAYS_BEFORE, last.day + DAYS_AFTER)
    .map(day => sessionOn(exchange, day))
  const found = new Map<Day, Map<number, number>>()
  const needs = { bars: [INDEX], chains: [], chainsAfter: last.close }
  for await (const block of base.read(needs, first.close - MS_PER_DAY, last.close))
    take(block, sessions, found)
  const days = [...found.keys()].sort((a, b) => a - b)
  const [from, to] = [days[0], days.at(-1)]
  if (from === undefined || to === undefined) throw noYields('it has no par yield')
  return {
    sessions: sessions.filter(({ day }) => day >= from - DAYS_BEFORE && day <= to + DAYS_AFTER),
    points: new Map(days.map(day => [day, ascending(found.get(day))])),
    first: from,
    last: to,
  }
}

/** The curve of a session that has yields. Throws a DataError that names the day for yields that make none. */
export function curveOn({ points }: YieldHistory, day: Day): ParCurve {
  try {
    return parCurve(points.get(day) ?? [])
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    throw new DataError(`${error.reason} (${INDEX} of ${formatDay(day)})`, error.place)
  }
}

function sessionsOfIndex(base: Market): readonly Session[] {
  try {
    return base.product(INDEX).kind === 'index' ? base.sessions(INDEX) : []
  } catch (error) {
    if (error instanceof DataError) throw noYields(error.reason)
    throw error
  }
}

const noYields = (reason: string): DataError =>
  new DataError(`Treasury bonds are priced off par yields: ${reason}; import a file of them first`, {
    field: 'data.treasury',
    value: INDEX,
  })

/** The latest yield of each tenor in the day that a session ends. */
function take(block: MarketBlock, sessions: readonly Session[], found: Map<Day, Map<number, number>>): void {
  for (const [instrument, bars] of block.bars) {
    const years = productIdOf(instrument) === INDEX ? yearsOf(instrument) : null
    if (years === null) continue
    let at = 0
    for (let row = 0; row < bars.length; row++) {
      const time = bars.time[row] as number
      while (at < sessions.length && (sessions[at] as Session).close < time) at++
      const session = endingOn(sessions[at], time)
      const percent = bars.close[row] as number
      if (!session || Number.isNaN(percent)) continue
      const curve = found.get(session.day) ?? new Map<number, number>()
      found.set(session.day, curve.set(years, percent))
    }
  }
}

/** The session that an instant belongs to, where it ends within a day. */
const endingOn = (session: Session | undefined, time: EpochMs): Session | null =>
  session && session.close - time < MS_PER_DAY ? session : null

/** 10 of `CMT 10Y`, 0.125 of `CMT 1.5M`; null for what is no tenor. */
function yearsOf(instrument: string): number | null {
  const [, count, unit] = /^\S+ (\d+(?:\.\d+)?)([MY])$/.exec(instrument) ?? []
  return count === undefined ? null : Number(count) / (unit === 'M' ? 12 : 1)
}

const ascending = (curve: ReadonlyMap<number, number> | undefined): ParPoint[] =>
  [...(curve ?? [])].map(([years, parPercent]) => ({ years, parPercent })).sort((a, b) => a.years - b.years)

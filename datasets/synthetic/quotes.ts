/** The option quotes of one series at a session's close: model price, spread, open interest and volume. */

import { CALL, PUT } from '../../engine/model/block.ts'
import { type TickBand, tickAt } from '../../engine/model/instrument.ts'
import type { Session } from '../../engine/model/market.ts'
import type { Day } from '../../engine/model/time.ts'
import { black76 } from '../../engine/pricing/options/black76.ts'
import type { Builder, QuoteRow } from '../market/builders.ts'
import type { ListedSeries } from './listing.ts'
import type { ProductTerms } from './product-terms.ts'
import type { Random } from './random.ts'
import { expectedVol, smileVol } from './smile.ts'
import { nextOpenInterest, type Strikes, strikesOf, targetOpenInterest } from './strikes.ts'
import { toTick } from './tick-rounding.ts'

/** Half of the spread between bid and ask: a share of the price and a fifth of a tick, at least a tick of the ask. */
function halfSpread(ticks: readonly TickBand[], fair: number): number {
  const tick = tickAt(ticks, fair + tickAt(ticks, fair))
  return Math.max(tick, 0.015 * fair + tick / 5)
}

/** What a product's board remembers: strikes once listed stay listed, open interest goes on from yesterday's. */
export interface Board {
  readonly strikes: Strikes
  /** By expiry, then by strike: of the call and of the put. */
  readonly openInterest: Map<Day, Map<number, { call: number; put: number }>>
}

export const newBoard = (terms: ProductTerms): Board => ({
  strikes: strikesOf(terms),
  openInterest: new Map(),
})

/** A session as the quotes of one series see it. */
export interface QuoteDay {
  readonly session: Session
  readonly series: ListedSeries
  readonly forward: number
  /** Variance a year, at the close. */
  readonly variance: number
  readonly ticks: readonly TickBand[]
}

const RIGHTS = ['call', 'put'] as const

/** Adds the quotes, ascending by strike, the call before the put. Open interest on the board moves on by a session. */
export function quoteSeries(
  chain: Builder<QuoteRow, unknown>,
  day: QuoteDay,
  board: Board,
  terms: ProductTerms,
  chance: Random,
): void {
  const { session, series, forward, ticks } = day
  const { volMean, reversion } = terms.path
  const days = series.lastTradingDay - session.day
  const years = days / 365
  const vol = expectedVol(day.variance, volMean * volMean, reversion, years)
  const interests = board.openInterest.get(series.lastTradingDay) ?? new Map()
  board.openInterest.set(series.lastTradingDay, interests)
  for (const strike of board.strikes.listed(series.lastTradingDay, forward)) {
    const sigma = smileVol(terms.smile, vol, forward, strike, years)
    const interest = interests.get(strike) ?? { call: 0, put: 0 }
    interests.set(strike, interest)
    for (const right of RIGHTS) {
      const fair = black76(right, forward, strike, years, sigma)
      const half = halfSpread(ticks, fair)
      const openInterest = nextOpenInterest(
        interest[right],
        targetOpenInterest(terms, right, strike, forward, days),
        chance,
      )
      interest[right] = openInterest
      chain.push({
        time: session.close,
        expiry: series.lastTradingDay,
        strike,
        right: right === 'call' ? CALL : PUT,
        bid: Math.max(0, toTick(ticks, fair - half)),
        ask: toTick(ticks, fair + half),
        settlement: toTick(ticks, fair),
        volume: Math.round(openInterest * 0.1 * chance.uniform()),
        openInterest,
      })
    }
  }
}

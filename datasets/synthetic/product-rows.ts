/** The rows of one product: the bars of its underlying and its option chain, from its own streams of chance. */

import { type BarColumns, CALL, type ChainColumns, PUT } from '../../engine/model/block.ts'
import { inForce, type TickBand, tickAt } from '../../engine/model/instrument.ts'
import type { Session } from '../../engine/model/market.ts'
import type { Day, EpochMs } from '../../engine/model/time.ts'
import { black76 } from '../../engine/pricing/options/black76.ts'
import { type Builder, barBuilder, chainBuilder, type QuoteRow } from '../market/builders.ts'
import type { ListedSeries, Listing } from './listing.ts'
import { type PathDay, pricePath } from './price-path.ts'
import type { ProductTerms } from './product-terms.ts'
import type { Random, Streams } from './random.ts'
import { expectedVol, smileVol } from './smile.ts'
import { nextOpenInterest, type Strikes, strikesOf, targetOpenInterest } from './strikes.ts'
import { toTick } from './tick-rounding.ts'
import { futureUnderlying, indexUnderlying, type Underlying } from './underlying.ts'

interface ProductRows {
  /** By instrument, as they came to be listed. */
  readonly bars: readonly BarColumns[]
  readonly chain: ChainColumns
}

/**
 * Walks the priced sessions once, and no further than it is asked: gives the rows of the sessions that close by `until`
 * at least. `listed` = how many expiries are quoted at a time.
 */
export function productRows(
  listing: Listing,
  terms: ProductTerms,
  listed: number,
  streams: Streams,
): (until: EpochMs) => ProductRows {
  const { option, priced, series } = listing
  const chain = chainBuilder(option.id)
  const builders = new Map<string, ReturnType<typeof barBuilder>>()
  const underlying = underlyingOf(listing, terms)
  const path = pricePath(terms.path, streams.path)
  const board = newBoard(terms)

  const add = (session: Session): void => {
    const day = path.next().value
    for (const [instrument, bar] of underlying.bars(session, day, streams.rows)) {
      const builder = builders.get(instrument) ?? barBuilder(instrument)
      builders.set(instrument, builder)
      builder.push(bar)
    }
    const ticks = inForce(option.ticks, session.day, `tick of ${option.id}`)
    for (const one of series.filter(({ lastTradingDay }) => lastTradingDay >= session.day).slice(0, listed)) {
      const forward = underlying.priceOf(one, session, day)
      const quotes = { session, series: one, forward, variance: day.variance, ticks }
      quoteSeries(chain, quotes, board, terms, streams.rows)
    }
  }

  let done = 0
  return until => {
    for (let next = priced[done]; next && next.close <= until; next = priced[++done]) add(next)
    return { bars: [...builders.values()].map(builder => builder.columns()), chain: chain.columns() }
  }
}

const underlyingOf = ({ option, underlying, contracts }: Listing, { carry }: ProductTerms): Underlying =>
  underlying.kind === 'index'
    ? indexUnderlying(underlying.id, carry)
    : futureUnderlying(option, underlying, contracts, carry)

/** The path alone, by session. Not for gold, whose path draws in turns with its rows. */
export function pathByDay(
  listing: Listing,
  terms: ProductTerms,
  streams: Streams,
): ReadonlyMap<Day, PathDay> {
  const path = pricePath(terms.path, streams.path)
  return new Map(listing.priced.map(({ day }) => [day, path.next().value]))
}

/** Half of the spread between bid and ask: a share of the price and a fifth of a tick, at least a tick of the ask. */
function halfSpread(ticks: readonly TickBand[], fair: number): number {
  const tick = tickAt(ticks, fair + tickAt(ticks, fair))
  return Math.max(tick, 0.015 * fair + tick / 5)
}

/** What a product's board remembers: strikes once listed stay listed, open interest goes on from yesterday's. */
interface Board {
  readonly strikes: Strikes
  /** By expiry, then by strike: of the call and of the put. */
  readonly openInterest: Map<Day, Map<number, { call: number; put: number }>>
}

const newBoard = (terms: ProductTerms): Board => ({
  strikes: strikesOf(terms),
  openInterest: new Map(),
})

/** A session as the quotes of one series see it. */
interface QuoteDay {
  readonly session: Session
  readonly series: ListedSeries
  readonly forward: number
  /** Variance a year, at the close. */
  readonly variance: number
  readonly ticks: readonly TickBand[]
}

const RIGHTS = ['call', 'put'] as const

/** Adds the quotes, ascending by strike, the call before the put. Open interest on the board moves on by a session. */
function quoteSeries(
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

/** The seeded synthetic market: gold futures and their options on real calendars. Prices are invented, dates are not. */

import { futureProductOf, optionProductOf } from '../../engine/calendar/contracts.ts'
import { exchangeOf } from '../../engine/calendar/exchange.ts'
import { expiries, type MonthlySeries } from '../../engine/calendar/expiries.ts'
import { CALL, PUT } from '../../engine/model/block.ts'
import type { Market, Series, Session } from '../../engine/model/market.ts'
import { type Day, dayOf, type EpochMs } from '../../engine/model/time.ts'
import { black76 } from '../../engine/pricing/black76.ts'
import { type Builder, barBuilder, chainBuilder, type QuoteRow } from '../market/builders.ts'
import { memoryMarket } from '../market/memory.ts'
import { nextOpenInterest, targetOpenInterest } from './open-interest.ts'
import { type PathDay, type PathTerms, pricePath } from './price-path.ts'
import { type Random, random } from './random.ts'
import { expectedVol, type SmileTerms, smileVol } from './smile.ts'

export interface SyntheticTerms {
  readonly seed: number
  readonly from: Day
  readonly to: Day
  readonly path: PathTerms
  readonly smile: SmileTerms
  /** Cost of carry of the futures, a year. */
  readonly carry: number
  /** How many monthly expiries are listed at a time. */
  readonly listed: number
  /** Instants at which its rows are cut into blocks; every month or so when absent. Results do not depend on it. */
  readonly cuts?: readonly EpochMs[]
}

/** The terms of the embedded demo. */
export const DEMO_TERMS: Omit<SyntheticTerms, 'seed' | 'from' | 'to'> = {
  path: {
    priceStart: 880,
    drift: 0.06,
    volMean: 0.2,
    reversion: 3,
    volOfVol: 0.45,
    correlation: -0.2,
    jumpsPerYear: 5,
    jumpMean: -0.005,
    jumpDeviation: 0.025,
  },
  smile: { riskPremium: 1.08, skew: 0.01, curvature: 0.03 },
  carry: 0.012,
  listed: 4,
}

const TICK = 0.1
const SESSIONS_A_BLOCK = 21
/** Futures are quoted from so many days before their last session on. */
const LISTED_AHEAD_DAYS = 300
const toTick = (price: number): number => Math.round(price / TICK) / 10

/** Options on gold futures (OG on GC) from `from` to `to`; the calendar goes on for a year after it. */
export function syntheticMarket(terms: SyntheticTerms): Market {
  const option = optionProductOf('OG')
  const future = futureProductOf('GC')
  const exchange = exchangeOf(option.exchange)
  const sessions: Session[] = exchange
    .sessions(terms.from - 40, terms.to + 400)
    .map(day => ({ day, close: exchange.closeOf(day) }))
  const sessionByDay = new Map(sessions.map(session => [session.day, session]))
  const listing = expiries(option, terms.from, terms.to + 400)
  const chain = chainBuilder(option.id)
  const bars = new Map<string, ReturnType<typeof barBuilder>>()
  const chance = random(terms.seed)
  const path = pricePath(terms.path, chance)
  const board = listedStrikes()
  const contracts = [...new Set(listing.map(series => series.underlying))]
  const lastSessions = new Map(
    contracts.map(contract => [contract, lastSessionOf(contract, sessions)] as const),
  )

  for (const session of sessions.filter(({ day }) => day >= terms.from && day <= terms.to)) {
    const day = path.next().value
    const live = listing.filter(series => series.lastTradingDay >= session.day).slice(0, terms.listed)
    for (const contract of contracts) {
      const ahead = (lastSessions.get(contract)?.day ?? Number.POSITIVE_INFINITY) - session.day
      if (ahead < 0 || ahead > LISTED_AHEAD_DAYS) continue
      const carried = Math.exp((terms.carry * (deliveryDay(contract) - session.day)) / 365)
      const builder = bars.get(contract) ?? barBuilder(contract)
      bars.set(contract, builder)
      builder.push(barOf(session, day, carried, chance))
    }
    for (const series of live) {
      const forward = toTick(
        day.close * Math.exp((terms.carry * (deliveryDay(series.underlying) - session.day)) / 365),
      )
      quoteSeries(chain, session, series, forward, day.variance, board, terms, chance)
    }
  }

  return memoryMarket({
    provenance: {
      store: 'demo',
      kind: 'synthetic',
      sources: [{ name: `seeded generator, seed ${terms.seed}`, sha256: '', licence: 'MIT' }],
    },
    products: [option, future],
    zone: exchange.zone,
    sessions: new Map([
      [option.id, sessions],
      [future.id, sessions],
    ]),
    series: listing.flatMap((series): Series[] => {
      const lastSession = sessionByDay.get(series.lastTradingDay)
      return lastSession
        ? [
            {
              product: option.id,
              expiry: series.lastTradingDay,
              lastSession,
              underlying: series.underlying,
              settlement: null,
            },
          ]
        : []
    }),
    lastSessions: new Map(
      [...lastSessions].flatMap(([contract, session]) => (session ? [[contract, session]] : [])),
    ),
    bars: [...bars.values()].map(builder => builder.columns()),
    chains: [chain.columns()],
    cuts:
      terms.cuts ??
      sessions.filter((_, index) => index % SESSIONS_A_BLOCK === 0).map(session => session.close),
  })
}

/** Gold futures stop trading on the third last business day of the delivery month. */
function lastSessionOf(contract: string, sessions: readonly Session[]): Session | undefined {
  const end = deliveryDay(contract)
  return sessions.filter(session => session.day <= end && session.day > end - 31).at(-3)
}

/** The end of the contract month, towards which the future is carried. */
function deliveryDay(contract: string): Day {
  const [year = 0, month = 1] = (contract.split(' ')[1] ?? '').split('-').map(Number)
  return dayOf(year, month + 1, 0)
}

function barOf(session: Session, day: PathDay, carried: number, chance: Random) {
  const settlement = toTick(day.close * carried)
  return {
    time: session.close,
    open: toTick(day.open * carried),
    high: Math.max(toTick(day.high * carried), settlement),
    low: Math.min(toTick(day.low * carried), settlement),
    close: settlement,
    settlement,
    volume: chance.whole(20_000, 180_000),
  }
}

/** Strikes once listed stay listed; open interest is remembered by series. */
interface Board {
  readonly strikes: Map<Day, Set<number>>
  readonly openInterest: Map<string, number>
}

const listedStrikes = (): Board => ({ strikes: new Map(), openInterest: new Map() })

/** Every 5 points near the money, 10 and 50 further out; new ones are added as the price moves. */
function strikesFor(board: Board, expiry: Day, forward: number): number[] {
  const strikes = board.strikes.get(expiry) ?? new Set<number>()
  board.strikes.set(expiry, strikes)
  for (const [step, reach] of [
    [5, 0.07],
    [10, 0.15],
    [50, 0.35],
  ] as const) {
    const first = Math.ceil((forward * (1 - reach)) / step) * step
    for (let strike = first; strike <= forward * (1 + reach); strike += step) strikes.add(strike)
  }
  return [...strikes].sort((a, b) => a - b)
}

function quoteSeries(
  chain: Builder<QuoteRow, unknown>,
  session: Session,
  series: MonthlySeries,
  forward: number,
  variance: number,
  board: Board,
  terms: SyntheticTerms,
  chance: Random,
): void {
  const days = series.lastTradingDay - session.day
  const years = days / 365
  const vol = expectedVol(variance, terms.path.volMean * terms.path.volMean, terms.path.reversion, years)
  for (const strike of strikesFor(board, series.lastTradingDay, forward)) {
    const sigma = smileVol(terms.smile, vol, forward, strike, years)
    for (const right of ['call', 'put'] as const) {
      const fair = black76(right, forward, strike, years, sigma)
      const half = Math.max(TICK, 0.015 * fair + 0.02)
      const key = `${series.lastTradingDay} ${right} ${strike}`
      const openInterest = nextOpenInterest(
        board.openInterest.get(key) ?? 0,
        targetOpenInterest(right, strike, forward, days),
        chance,
      )
      board.openInterest.set(key, openInterest)
      chain.push({
        time: session.close,
        expiry: series.lastTradingDay,
        strike,
        right: right === 'call' ? CALL : PUT,
        bid: Math.max(0, toTick(fair - half)),
        ask: toTick(fair + half),
        settlement: toTick(fair),
        volume: Math.round(openInterest * 0.1 * chance.uniform()),
        openInterest,
      })
    }
  }
}

/** What the synthetic market knows of one product, and its rows once somebody reads them. */

import { optionProductOf } from '../../engine/calendar/contracts.ts'
import { productExchangeOf } from '../../engine/calendar/product-exchange.ts'
import type { BarColumns } from '../../engine/model/block.ts'
import type { IndexProduct, OptionProduct, Product } from '../../engine/model/instrument.ts'
import type { Series, Session } from '../../engine/model/market.ts'
import type { Day, EpochMs } from '../../engine/model/time.ts'
import { barBuilder } from '../market/builders.ts'
import type { Rows } from '../market/memory.ts'
import { type Listing, listingOf, type Span, sessionsOf, settledInto } from './listing.ts'
import { once } from './once.ts'
import type { PathDay } from './price-path.ts'
import { pathByDay, productRows } from './product-rows.ts'
import { type ProductTerms, productTermsOf } from './product-terms.ts'
import { streamsOf } from './random.ts'
import { finalSettlement } from './underlying.ts'

/** What desks need of the market's terms. */
interface DeskTerms extends Span {
  readonly seed: number
  readonly listed: number
  readonly deckRules?: boolean
  readonly terms?: Readonly<Record<string, ProductTerms>>
}

/** An option with what it settles into, or a rate of exchange. Everything is worked out at the first question. */
export interface ProductDesk {
  readonly products: readonly Product[]
  readonly zone: string
  sessions(): readonly Session[]
  series(): readonly Series[]
  lastSessionOf(instrument: string): Session | null
  /** At least those that are known by `until`. */
  rows(until: EpochMs): Rows
}

const termsOf = ({ terms }: DeskTerms, option: string): ProductTerms =>
  terms?.[option] ?? productTermsOf(option)

export function productDesk(option: OptionProduct, terms: DeskTerms): ProductDesk {
  const own = termsOf(terms, option.id)
  const listing = once(() => listingOf(option, terms, terms.deckRules === true))
  const contracts = once(
    () => new Map(listing().contracts.map(({ id, lastSession }) => [id, lastSession] as const)),
  )
  const rows = once(() => productRows(listing(), own, terms.listed, streamsOf(terms.seed, option.id)))
  return {
    products: [option, settledInto(option)],
    zone: productExchangeOf(option).zone,
    sessions: () => listing().sessions,
    series: once(() => seriesOf(listing(), finalSettlements(listing(), own, terms.seed))),
    lastSessionOf: instrument => contracts().get(instrument) ?? null,
    rows(until) {
      const { bars, chain } = rows()(until)
      return { bars, chains: [chain] }
    },
  }
}

const seriesOf = (listing: Listing, settlements: ReadonlyMap<Day, number>): Series[] =>
  listing.series.map(({ lastTradingDay, lastSession, underlying }) => ({
    product: listing.option.id,
    expiry: lastTradingDay,
    lastSession,
    underlying,
    settlement: settlements.get(lastSession.day) ?? null,
  }))

/** By session, of cash-settled products; a future is settled on its own price, and beyond the prices nothing is known. */
function finalSettlements(listing: Listing, terms: ProductTerms, seed: number): Map<Day, number> {
  if (listing.underlying.kind === 'future') return new Map()
  const path = pathByDay(listing, terms, streamsOf(seed, listing.option.id))
  return new Map([...path].map(([day, prices]) => [day, finalSettlement(prices)]))
}

/** The rates of exchange that an account can name as a source. */
export const RATES = ['EURUSD', 'USDEUR'] as const

/** A rate moves with the currency's future, whether that is in the market or not. */
export function rateDesk(index: IndexProduct, terms: DeskTerms): ProductDesk {
  const euro = optionProductOf('EURFX')
  const own = termsOf(terms, euro.id)
  const sessions = once(() => sessionsOf(index, terms))
  const path = once(
    (): ReadonlyMap<Day, PathDay> =>
      pathByDay(listingOf(euro, terms, false), own, streamsOf(terms.seed, euro.id)),
  )
  return {
    products: [index],
    zone: productExchangeOf(index).zone,
    sessions,
    series: () => [],
    lastSessionOf: () => null,
    rows: once(() => ({
      bars: [rateBars(index.id, sessions(), path(), own.path.priceStart, index.id !== 'EURUSD')],
      chains: [],
    })),
  }
}

const SESSIONS_AHEAD = 5

/** Rates are quoted to the hundredth of a pip. */
const round = (rate: number): number => Math.round(rate * 1e6) / 1e6

/**
 * Bars of the rate, turned over (what the other currency costs) when `inverse`. A bar at the start of the path lies a
 * week before the first session, so that a rate is known at the first instant on any exchange, holidays or not.
 */
function rateBars(
  instrument: string,
  sessions: readonly Session[],
  path: ReadonlyMap<Day, PathDay>,
  priceStart: number,
  inverse: boolean,
): BarColumns {
  const builder = barBuilder(instrument)
  const rate = (price: number): number => round(inverse ? 1 / price : price)
  const push = (time: number, day: Omit<PathDay, 'variance'>): void => {
    const [high, low] = [rate(day.high), rate(day.low)]
    builder.push({
      time,
      open: rate(day.open),
      high: Math.max(high, low),
      low: Math.min(high, low),
      close: rate(day.close),
    })
  }
  const first = sessions.findIndex(({ day }) => path.has(day))
  const before = sessions[first - SESSIONS_AHEAD]
  if (before) push(before.close, { open: priceStart, high: priceStart, low: priceStart, close: priceStart })
  for (const session of sessions) {
    const day = path.get(session.day)
    if (day) push(session.close, day)
  }
  return builder.columns()
}

/** Small markets of indices that tests model premiums on: weekdays of nine months, prices by a formula. */

import { barBuilder } from '../../../datasets/market/builders.ts'
import { memoryMarket } from '../../../datasets/market/memory.ts'
import {
  type IndexProduct,
  type Market,
  MS_PER_DAY,
  parseDay,
  type Session,
  weekdayOf,
} from '../../../engine/index.ts'

const indexOf = (id: string): IndexProduct => ({
  kind: 'index',
  id,
  name: `Index ${id}`,
  exchange: 'listed',
  currency: 'USD',
})

const CLOSE_HOUR = 21
const FROM = parseDay('2019-01-01')
const TO = parseDay('2019-09-30')

/** Good Friday is a third Friday. */
const HOLIDAYS = ['2019-01-01', '2019-04-19', '2019-07-04'].map(day => parseDay(day))

export const SESSIONS: readonly Session[] = Array.from({ length: TO - FROM + 1 }, (_, i) => FROM + i)
  .filter(day => weekdayOf(day) <= 5 && !HOLIDAYS.includes(day))
  .map(day => ({ day, close: day * MS_PER_DAY + CLOSE_HOUR * 3_600_000 }))

/** Closes by session: waves of two lengths, from about 770 to 1300. */
export const CLOSES: readonly number[] = SESSIONS.map(
  (_, i) => Math.round(100 * 1000 * Math.exp(0.25 * Math.sin(i / 25) + 0.01 * Math.sin(i * 1.7))) / 100,
)

export interface IndexTerms {
  /** Instants at which the rows are cut into blocks. */
  readonly cuts?: readonly number[]
  /** Rows end with this session; all of them when absent. */
  readonly sessions?: number
  /** Indices of sessions without a bar. */
  readonly missing?: readonly number[]
  /** A bar ends so many hours before the close too, at half of the price. */
  readonly intradayHours?: number
  /** The second index, VOL, in percent: closes by session. None when absent. */
  readonly vol?: ReadonlyMap<number, number>
}

/** IX with the closes above, and VOL. */
export function indexMarket(terms: IndexTerms = {}): Market {
  const bars = barBuilder('IX')
  const vol = barBuilder('VOL')
  for (const [i, { close: time }] of SESSIONS.slice(0, terms.sessions ?? SESSIONS.length).entries()) {
    const price = CLOSES[i] ?? 0
    if (!terms.missing?.includes(i)) {
      const early = price / 2
      if (terms.intradayHours !== undefined) {
        bars.push({
          time: time - terms.intradayHours * 3_600_000,
          open: early,
          high: early,
          low: early,
          close: early,
        })
      }
      bars.push({ time, open: price, high: price * 1.01, low: price * 0.99, close: price })
    }
    const quoted = terms.vol?.get(i)
    if (quoted !== undefined) vol.push({ time, close: quoted })
  }
  return memoryMarket({
    provenance: { store: 'indices', kind: 'memory', sources: [] },
    products: [indexOf('IX'), indexOf('VOL')],
    sessions: new Map([
      ['IX', SESSIONS],
      ['VOL', SESSIONS],
    ]),
    series: [],
    zone: 'America/New_York',
    lastSessions: new Map(),
    bars: [bars.columns(), vol.columns()],
    chains: [],
    cuts: terms.cuts ?? [],
  })
}

/** A modelled quote. */
export interface ModelledQuote {
  /** Index of the session. */
  readonly session: number
  readonly time: number
  readonly expiry: number
  readonly right: 'call' | 'put'
  readonly strike: number
  readonly bid: number
  readonly ask: number
  readonly premium: number
}

const sessionByClose = new Map(SESSIONS.map(({ close }, i) => [close, i]))

/** All quotes of IXM in (after, until], in the order in which blocks hand them over. */
export async function quotesOf(
  market: Market,
  after = 0,
  until = Number.POSITIVE_INFINITY,
): Promise<ModelledQuote[]> {
  const quotes: ModelledQuote[] = []
  for await (const block of market.read({ bars: [], chains: ['IXM'], chainsAfter: 0 }, after, until)) {
    const chain = block.chains.get('IXM')
    for (let row = 0; chain && row < chain.length; row++) {
      quotes.push({
        session: sessionByClose.get(chain.time[row] ?? 0) ?? -1,
        time: chain.time[row] ?? 0,
        expiry: chain.expiry[row] ?? 0,
        right: chain.right[row] === 0 ? 'call' : 'put',
        strike: chain.strike[row] ?? 0,
        bid: chain.bid[row] ?? 0,
        ask: chain.ask[row] ?? 0,
        premium: chain.settlement[row] ?? 0,
      })
    }
  }
  return quotes
}

/** Quotes by the close of their session. */
export function byTime(quotes: readonly ModelledQuote[]): Map<number, ModelledQuote[]> {
  const groups = new Map<number, ModelledQuote[]>()
  for (const quote of quotes) {
    const group = groups.get(quote.time) ?? []
    group.push(quote)
    groups.set(quote.time, group)
  }
  return groups
}

/** One line a quote, which is quick to compare. */
export const linesOf = (quotes: readonly ModelledQuote[]): string =>
  quotes
    .map(({ time, expiry, right, strike, bid, ask, premium }) =>
      [time, expiry, right, strike, bid, ask, premium].join(' '),
    )
    .join('\n')

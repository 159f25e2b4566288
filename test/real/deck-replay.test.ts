/** The deck's two strangles on the closes of their futures: sold as printed, held to expiry, credit kept. */

import { concatMap, distinctUntilChanged, from, merge } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { barBuilder, chainBuilder, memoryMarket } from '../../datasets/index.ts'
import { futureProductOf, optionProductOf } from '../../engine/calendar/contracts.ts'
import { exchangeOf } from '../../engine/calendar/exchange.ts'
import { seriesOf } from '../../engine/calendar/expiries.ts'
import {
  defineStrategy,
  fixedMargin,
  formatDay,
  type IsoDate,
  type Market,
  type OpenIntent,
  type OptionInstrument,
  optionOf,
  parseDay,
  type Right,
  type RunRecord,
  type Session,
} from '../../engine/index.ts'
import { black76 } from '../../engine/pricing/options/black76.ts'
import { impliedVol } from '../../engine/pricing/options/implied-vol.ts'
import { BUILT_IN_MARGINS } from '../../studies/margin-table.ts'
import { cashByKind, equityEnd, only, runBook } from '../fixtures/run-book.ts'
import { oracle } from '../fixtures/shared.ts'

type Closes = Readonly<Record<IsoDate, number>>

/** One leg as the deck sold it. */
interface Sold {
  readonly right: Right
  readonly strike: number
  readonly on: IsoDate
  /** The future when it was sold. */
  readonly future: number
  /** In units of the quoted price. */
  readonly premium: number
}

interface DeckTrade {
  readonly product: string
  readonly future: string
  readonly lots: number
  readonly legs: readonly Sold[]
  /** Stop of the strangle, in units of the quoted price. */
  readonly stop: number
}

const GOLD: DeckTrade = {
  product: 'OG',
  future: 'GC',
  lots: 2,
  legs: [
    { right: 'call', strike: 1110, on: '2009-10-08', future: 1056.3, premium: 6 },
    { right: 'put', strike: 1025, on: '2009-10-12', future: 1057.5, premium: 5.6 },
  ],
  stop: 12,
}

const EURO: DeckTrade = {
  product: 'EURFX',
  future: '6E',
  lots: 3,
  legs: [
    { right: 'call', strike: 1.53, on: '2009-10-16', future: 1.491, premium: 0.0035 },
    { right: 'put', strike: 1.46, on: '2009-10-16', future: 1.491, premium: 0.0046 },
  ],
  stop: 0.008,
}

const expiryOf = (trade: DeckTrade): number =>
  seriesOf(optionProductOf(trade.product), '2009-11').lastTradingDay

const instrumentOf = (trade: DeckTrade, { right, strike }: Sold): OptionInstrument =>
  optionOf(trade.product, expiryOf(trade), right, strike)

const sessionsOf = (product: string): Session[] => {
  const exchange = exchangeOf(optionProductOf(product).exchange)
  return exchange
    .sessions(parseDay('2009-09-01'), parseDay('2009-12-31'))
    .map(day => ({ day, close: exchange.closeOf(day) }))
}

/** The volatility that the deck's premium implies, kept to the end. */
function volOf(trade: DeckTrade, leg: Sold): number {
  const years = (expiryOf(trade) - parseDay(leg.on)) / 365
  const { right, strike, future: forward, premium: price } = leg
  return impliedVol({ model: 'black76', right, forward, strike, years, price }).sigma ?? Number.NaN
}

/** Bars of the future, and quotes of both legs by Black-76: at the close, and at the open of the day of the sale as sold. */
function columnsOf(trade: DeckTrade, closes: Closes) {
  const bars = barBuilder(`${trade.future} 2009-12`)
  const chain = chainBuilder(trade.product)
  const expiry = expiryOf(trade)
  const byStrike = [...trade.legs].sort((a, b) => a.strike - b.strike)
  for (const { day, close: time } of sessionsOf(trade.product)) {
    const price = closes[formatDay(day)]
    if (price === undefined) continue
    bars.push({ time, close: price, settlement: price, volume: 100 })
    if (day > expiry) continue
    for (const leg of byStrike) {
      const years = (expiry - day) / 365
      const worth = (future: number) => black76(leg.right, future, leg.strike, years, volOf(trade, leg))
      const settlement = worth(price)
      const open = formatDay(day) === leg.on ? worth(leg.future) : settlement
      const right = leg.right === 'call' ? 0 : 1
      chain.push({
        time,
        expiry,
        strike: leg.strike,
        right,
        open,
        close: settlement,
        settlement,
        volume: 100,
      })
    }
  }
  return { bars: bars.columns(), chain: chain.columns() }
}

function deckMarket(gold: Closes, euro: Closes): Market {
  const trades = [GOLD, EURO]
  const columns = [columnsOf(GOLD, gold), columnsOf(EURO, euro)]
  return memoryMarket({
    provenance: { store: 'deck', kind: 'memory', sources: [] },
    products: trades.flatMap(({ product, future }) => [optionProductOf(product), futureProductOf(future)]),
    sessions: new Map(
      trades.flatMap(({ product, future }) =>
        [product, future].map(id => [id, sessionsOf(product)] as const),
      ),
    ),
    series: trades.map(trade => {
      const expiry = expiryOf(trade)
      const [lastSession] = sessionsOf(trade.product).filter(({ day }) => day === expiry)
      if (!lastSession) throw new Error('the expiry is no session')
      return {
        product: trade.product,
        expiry,
        lastSession,
        underlying: seriesOf(optionProductOf(trade.product), '2009-11').underlying,
        settlement: null,
      }
    }),
    lastSessions: new Map(),
    bars: columns.map(({ bars }) => bars),
    chains: columns.map(({ chain }) => chain),
  })
}

const open = (trade: DeckTrade, tag: string, legs: readonly Sold[], stop: boolean): OpenIntent => ({
  kind: 'open',
  tag,
  legs: legs.map(leg => ({ instrument: instrumentOf(trade, leg), side: 'sell', ratio: 1 })),
  lots: trade.lots,
  ...(stop ? { stop: { loss: { points: trade.stop }, test: 'settlement' } } : {}),
  reason: { rule: 'deck', text: 'sold as the deck sold it' },
})

/** What the deck did, by the session after which it was decided. Gold was sold a leg at a time, so its stop is watched below. */
const ORDERS: Readonly<Record<string, OpenIntent>> = {
  'OG 2009-10-07': open(GOLD, 'gold call', GOLD.legs.slice(0, 1), false),
  'OG 2009-10-09': open(GOLD, 'gold put', GOLD.legs.slice(1), false),
  'EURFX 2009-10-15': open(EURO, 'euro strangle', EURO.legs, true),
}

const deckTrader = defineStrategy({
  name: 'deck-trader',
  about: 'Sells what the deck sold, when it sold it.',
  params: z.strictObject({}),
  run: ({ bus }) =>
    merge(bus.chains('OG'), bus.chains('EURFX')).pipe(
      distinctUntilChanged(),
      concatMap(wake =>
        from(
          [GOLD, EURO].flatMap(({ product }) => {
            const chain = wake.chain(product)
            const order = chain && ORDERS[`${product} ${formatDay(chain.session)}`]
            return order ? [order] : []
          }),
        ),
      ),
    ),
})

const replay = (gold: Closes, euro: Closes): Promise<RunRecord[]> =>
  runBook({
    market: deckMarket(gold, euro),
    strategy: deckTrader,
    from: '2009-10-07',
    to: '2009-11-09',
    rules: {
      slippageTicks: 0,
      commissionPerContract: 0,
      margin: fixedMargin(
        { ...BUILT_IN_MARGINS, EURFX: EURO_MARGINS },
        future => ({ GC: 'OG', '6E': 'EURFX' })[future] ?? null,
      ),
    },
  })

/** The built-in rates and one for a future that might have been assigned. */
const EURO_MARGINS = (BUILT_IN_MARGINS.EURFX ?? []).map(({ from: since, value }) => ({
  from: since,
  value: { ...value, future: { initial: 4000, maintenance: 3000 } },
}))

interface TwoFutures {
  readonly GC_Dec2009: Closes
  readonly EC_Dec2009: Closes
}

const closes = oracle<TwoFutures>('gold-euro-2009-closes')

describe.skipIf(closes === null)(
  "the deck's strangles on the closes of autumn 2009 (skipped where the closes are absent)",
  async () => {
    if (closes === null) {
      it('needs the closes of the two futures', () => {})
      return
    }
    const records = await replay(closes.GC_Dec2009, closes.EC_Dec2009)
    const sessionOf = (product: string, time: number): string =>
      formatDay(sessionsOf(product).find(({ close }) => close === time)?.day ?? 0)

    it('are entered as printed', () => {
      const fills = only(records, 'fill').map(({ time, fill }) => {
        const { instrument, quantity, price } = fill
        return [sessionOf(instrument.product, time), instrument.id, quantity, Number(price.toFixed(9))]
      })
      expect(fills).toEqual([
        ['2009-10-08', 'OG 2009-10-27 C 1110', -2, 6],
        ['2009-10-12', 'OG 2009-10-27 P 1025', -2, 5.6],
        ['2009-10-16', 'EURFX 2009-11-06 C 1.53', -3, 0.0035],
        ['2009-10-16', 'EURFX 2009-11-06 P 1.46', -3, 0.0046],
      ])
    })

    it('bring the printed credits: 1160 USD a lot of gold, 1012.50 of the euro', () => {
      const byProduct: Record<string, number> = {}
      for (const { entry } of only(records, 'entry')) {
        const product = entry.instrument?.split(' ')[0]
        const cash = entry.postings.find(({ account }) => account === 'cash')?.amount ?? 0
        if (product) byProduct[product] = (byProduct[product] ?? 0) + cash / 100
      }
      expect(byProduct).toEqual({ OG: 2 * 1160, EURFX: 3 * 1012.5 })
    })

    it('expire worthless, all four legs, on the days and at the closes that are known', () => {
      const ends = only(records, 'expiry').map(({ time, instrument, outcome, settlement }) => [
        sessionOf(instrument.split(' ')[0] ?? '', time),
        instrument,
        outcome,
        settlement,
      ])
      expect(ends).toEqual([
        ['2009-10-27', 'OG 2009-10-27 C 1110', 'worthless', 1035.4],
        ['2009-10-27', 'OG 2009-10-27 P 1025', 'worthless', 1035.4],
        ['2009-11-06', 'EURFX 2009-11-06 C 1.53', 'worthless', 1.4835],
        ['2009-11-06', 'EURFX 2009-11-06 P 1.46', 'worthless', 1.4835],
      ])
    })

    it('keep the whole credit: 5357.50 USD on 150,000', () => {
      expect(cashByKind(records)).toEqual({ deposit: 150_000, premium: 2320 + 3037.5 })
      expect(equityEnd(records)).toBe(155_357.5)
      expect(only(records, 'day').at(-1)).toMatchObject({ groups: 0, initial: 0, maintenance: 0 })
    })

    it('are never stopped, called or refused on the way, nor does gold come near its stop', () => {
      for (const kind of ['stop', 'call', 'refusal', 'assignment', 'cancel'] as const)
        expect(only(records, kind), kind).toEqual([])
      const gold = only(records, 'order').flatMap(({ order }) =>
        /^gold/.test(order.tag) ? [order.group] : [],
      )
      const goldCost = new Map<number, number>()
      for (const { time, group, valuePoints } of only(records, 'mark')) {
        if (gold.includes(group)) goldCost.set(time, (goldCost.get(time) ?? 0) + valuePoints)
      }
      expect(goldCost.size).toBeGreaterThan(10)
      expect(Math.max(...goldCost.values()) - 11.6).toBeLessThan(GOLD.stop / 2)
    })

    it('use 13,600 USD of initial margin at the most: the two gold and three euro strangles together', () => {
      const days = only(records, 'day')
      expect(Math.max(...days.map(({ initial }) => initial))).toBe(1_360_000)
      expect(Math.max(...days.map(({ maintenance }) => maintenance))).toBe(1_040_000)
    })

    it('would not have been kept had gold closed below its put', async () => {
      const worse = await replay({ ...closes.GC_Dec2009, '2009-10-27': 1020 }, closes.EC_Dec2009)
      expect(only(worse, 'expiry').map(({ outcome }) => outcome)).toEqual([
        'worthless',
        'assigned',
        'worthless',
        'worthless',
      ])
    })
  },
)

/** Shows what the synthetic market is made of: nine products, each from its own chance, on real dates and real ticks. */

import { describe, expect, it } from 'vitest'
import { DEMO_TERMS, type SyntheticTerms, syntheticMarket } from '../../../datasets/index.ts'
import { productTermsOf } from '../../../datasets/synthetic/product-terms.ts'
import { futureProductOf } from '../../../engine/calendar/contracts.ts'
import { exchangeOf } from '../../../engine/calendar/exchange.ts'
import { lastTradingDayOf } from '../../../engine/calendar/future-ends.ts'
import { optionProducts } from '../../../engine/calendar/option-contracts.ts'
import {
  CALL,
  formatDay,
  inForce,
  type Market,
  optionOf,
  parseDay,
  parseInstrument,
  sessionAt,
  tickAt,
} from '../../../engine/index.ts'
import { digestOf, rowsOf, underlyingId } from './columns.ts'

const ids = optionProducts.map(({ id }) => id)

const market = (changes: Partial<SyntheticTerms> = {}): Market =>
  syntheticMarket({
    ...DEMO_TERMS,
    seed: 7,
    from: parseDay('2008-12-01'),
    to: parseDay('2008-12-31'),
    ...changes,
  })

const readOne = (from: Market, id: string) => rowsOf(from, [id], [underlyingId(from, id)])

describe('the synthetic market', () => {
  it('is for gold what it has always been, to the bit', async () => {
    const gold = await readOne(market(), 'OG')
    expect(digestOf(gold)).toBe('731468053481a56f43e0a647648c25085c2157b6ef9bc4a56210e75fb0909958')
  })

  it('lists nine products with what they settle into, and two rates, before anything is read', () => {
    const demo = market()
    for (const id of ids) {
      expect(demo.option(id).id).toBe(id)
      expect(demo.product(underlyingId(demo, id)).kind).not.toBe('option')
      expect(demo.series(id).length).toBeGreaterThan(10)
      expect(demo.sessions(id)).toEqual(demo.sessions(underlyingId(demo, id)))
    }
    expect(['EURUSD', 'USDEUR'].map(id => demo.product(id).kind)).toEqual(['index', 'index'])
    expect(demo.option('Bund').id).toBe('OGBL')
    expect([demo.series('EURUSD'), demo.sessions('nothing'), demo.zoneOf('nothing')]).toEqual([[], [], 'UTC'])
  })

  it('holds the products that are asked for, by any name, and the rates', () => {
    const two = market({ products: ['gold', 'OGBL', 'OG'] })
    expect([two.option('OG').id, two.product('FGBL').id, two.product('EURUSD').id]).toEqual([
      'OG',
      'FGBL',
      'EURUSD',
    ])
    expect(() => two.option('ODAX')).toThrow(/the market has no such option product/)
    expect(() => market({ products: ['glod'] })).toThrow(/did you mean "gold"/)
    expect(() => productTermsOf('XX')).toThrow(/field products: "XX": the synthetic market has no terms/)
  })

  it('makes the same of a seed, another of another, and another of each product', async () => {
    const digests = async (seed: number) => {
      const one = market({ seed })
      return Promise.all(['OG', 'OGBL', 'OESX'].map(async id => digestOf(await readOne(one, id))))
    }
    const [first, again, other] = [await digests(7), await digests(7), await digests(8)]
    expect(again).toEqual(first)
    expect(new Set([...first, ...other]).size).toBe(6)
    const index = async (seed: number) => digestOf(await rowsOf(market({ seed }), [], ['SX5E']))
    expect(await index(8)).not.toBe(await index(7))
  })

  it('makes of a product the same alone, among others, and in any company of readers', async () => {
    const whole = market()
    const all = await rowsOf(whole, ids, [...ids.map(id => underlyingId(whole, id)), 'EURUSD', 'USDEUR'])
    for (const id of ids) {
      const alone = market({ products: [id] })
      const read = await readOne(alone, id)
      const same = {
        bars: new Map([...all.bars].filter(([instrument]) => read.bars.has(instrument))),
        chains: new Map([...all.chains].filter(([product]) => product === id)),
      }
      expect(read.chains.get(id)?.length).toBeGreaterThan(1000)
      expect(digestOf(read), id).toBe(digestOf(same))
    }
    const rate = await rowsOf(market({ products: ['OG'] }), [], ['EURUSD'])
    expect(digestOf(rate)).toBe(
      digestOf({ bars: new Map([...all.bars].filter(([id]) => id === 'EURUSD')), chains: new Map() }),
    )
  })

  it('takes terms of its user', async () => {
    const terms = productTermsOf('OGBL')
    const wild = market({ terms: { OGBL: { ...terms, path: { ...terms.path, priceStart: 200 } } } })
    const { bars } = await readOne(wild, 'OGBL')
    expect(bars.get('FGBL 2009-03')?.open[0]).toBeGreaterThan(180)
  })
})

describe.each(ids)('the rows of %s', async id => {
  const demo = market()
  const product = demo.option(id)
  const { bars, chains } = await readOne(demo, id)
  const chain = chains.get(id)
  if (!chain) throw new Error(`no chain of ${id}`)
  const sessions = demo.sessions(id)
  const dayAt = (time: number) => sessionAt(sessions, time).day

  it('end with the sessions of its own exchange', () => {
    const exchange = exchangeOf(product.exchange)
    const days = exchange.sessions(parseDay('2008-12-01'), parseDay('2008-12-31'))
    expect([...new Set(chain.time)]).toEqual(days.map(day => exchange.closeOf(day)))
    expect(demo.zoneOf(id)).toBe(exchange.zone)
  })

  it('are whole ticks of their day, the settlement between bid and ask', () => {
    const offTick: number[] = []
    const crossed: number[] = []
    for (let row = 0; row < chain.length; row++) {
      const bands = inForce(product.ticks, dayAt(chain.time[row] as number), 'tick')
      const [bid = 0, ask = 0, settlement = 0] = [chain.bid[row], chain.ask[row], chain.settlement[row]]
      for (const price of [bid, ask, settlement]) {
        const steps = price / tickAt(bands, price)
        if (Math.abs(steps - Math.round(steps)) > 1e-6) offTick.push(price)
      }
      if (bid > settlement || ask <= settlement) crossed.push(settlement)
    }
    expect(offTick).toEqual([])
    expect(crossed).toEqual([])
  })

  it('name series and strikes that can be written and read again', () => {
    const strikes = [...new Set(chain.strike)]
    for (const strike of strikes) {
      const option = optionOf(id, parseDay('2009-02-20'), 'call', strike)
      expect(parseInstrument(option.id)).toEqual(option)
      expect(option.id.length).toBeLessThan(32)
    }
    const expiries = new Set(demo.series(id).map(({ expiry }) => expiry))
    for (const expiry of new Set(chain.expiry)) expect(expiries.has(expiry)).toBe(true)
    expect(new Set(chain.expiry).size).toBeGreaterThanOrEqual(4)
  })

  it('cluster open interest on round strikes out of the money', () => {
    const { strikeStep } = productTermsOf(id)
    const { time } = chain
    const sum = { round: 0, rounds: 0, odd: 0, odds: 0 }
    for (let row = 0; row < chain.length; row++) {
      const contracts = chain.openInterest[row] as number
      if (time[row] !== time[chain.length - 1]) continue
      const steps = Math.round((chain.strike[row] as number) / strikeStep)
      if (contracts < 50) continue
      if (steps % 10 === 0) {
        sum.round += contracts
        sum.rounds++
      } else if (steps % 2 !== 0) {
        sum.odd += contracts
        sum.odds++
      }
    }
    expect(sum.rounds).toBeGreaterThan(0)
    expect(sum.round / sum.rounds).toBeGreaterThan(1.5 * (sum.odd / Math.max(1, sum.odds)))
  })

  it('quote calls that fall and puts that rise with the strike', () => {
    const wrong: number[] = []
    for (let row = 2; row < chain.length; row++) {
      const before = row - 2
      if (chain.time[row] !== chain.time[before] || chain.expiry[row] !== chain.expiry[before]) continue
      const rise = (chain.settlement[row] as number) - (chain.settlement[before] as number)
      if (chain.right[row] === CALL ? rise > 0 : rise < 0) wrong.push(chain.strike[row] as number)
    }
    expect(wrong).toEqual([])
  })

  it('come with bars of what it settles into, up to the last session of each contract', () => {
    for (const [instrument, columns] of bars) {
      const { high, low, open, close, length, time } = columns
      const tops = high.filter((top, row) => top < Math.max(open[row] as number, close[row] as number))
      const bottoms = low.filter((end, row) => end > Math.min(open[row] as number, close[row] as number))
      expect([length > 0, tops.length, bottoms.length]).toEqual([true, 0, 0])
      const last = demo.lastSessionOf(instrument)
      if (product.settlement.kind === 'cash') expect(last).toBeNull()
      else {
        const end = lastTradingDayOf(futureProductOf(product.settlement.future), instrument.slice(-7))
        expect(last?.day, instrument).toBe(end)
        expect(time[length - 1] as number).toBeLessThanOrEqual(last?.close ?? 0)
      }
    }
  })

  it('know the final settlement of the cash-settled series that have ended, and of no other', () => {
    for (const series of demo.series(id)) {
      const known = product.settlement.kind === 'cash' && series.lastSession.day <= parseDay('2008-12-31')
      expect(series.settlement !== null, formatDay(series.expiry)).toBe(known)
      if (series.settlement === null) continue
      const index = bars.get(series.underlying)
      const row = index?.time.indexOf(series.lastSession.close) ?? -1
      expect(series.settlement).toBeLessThanOrEqual(index?.high[row] ?? 0)
      expect(series.settlement).toBeGreaterThanOrEqual(index?.low[row] ?? Number.NaN)
    }
  })
})

describe('ticks of their day', () => {
  it('change for the DAX on 22 July 2019', async () => {
    const demo = market({ products: ['ODAX'], from: parseDay('2019-07-15'), to: parseDay('2019-07-26') })
    const chain = (await readOne(demo, 'ODAX')).chains.get('ODAX')
    const change = exchangeOf('EUREX').closeOf(parseDay('2019-07-21'))
    const odd = { before: 0, after: 0 }
    for (let row = 0; chain && row < chain.length; row++) {
      const price = chain.settlement[row] as number
      if (price < 250 || price === Math.round(price)) continue
      odd[(chain.time[row] as number) < change ? 'before' : 'after']++
    }
    expect(odd.before).toBeGreaterThan(100)
    expect(odd.after).toBe(0)
  })
})

describe('a quarterly S&P option', () => {
  it('ends with its future on the opening quotation', async () => {
    const { bars, chains } = await readOne(market(), 'ES')
    const future = bars.get('ES-F 2008-12')
    const last = (future?.length ?? 0) - 1
    const end = exchangeOf('CME').closeOf(parseDay('2008-12-19'))
    expect(future?.time[last]).toBe(end)
    expect(
      new Set([future?.open[last], future?.high[last], future?.low[last], future?.settlement[last]]).size,
    ).toBe(1)
    const next = bars.get('ES-F 2009-03')
    const opening = next?.open[next.time.indexOf(end)] ?? 0
    const days = parseDay('2009-03-31') - parseDay('2008-12-31')
    const carried = Math.exp((productTermsOf('ES').carry * days) / 365)
    expect((future?.settlement[last] ?? 0) * carried).toBeCloseTo(opening, 0)
    expect(Math.abs((next?.close[next.time.indexOf(end)] ?? 0) - opening)).toBeGreaterThan(5)
    const chain = chains.get('ES')
    for (let row = 0; chain && row < chain.length; row++) {
      if (chain.time[row] !== end || chain.expiry[row] !== parseDay('2008-12-19')) continue
      const depth = (future?.settlement[last] ?? 0) - (chain.strike[row] as number)
      const intrinsic = Math.max(0, chain.right[row] === CALL ? depth : -depth)
      expect(chain.settlement[row]).toBeCloseTo(intrinsic, 6)
    }
  })
})

describe('the rates of exchange', async () => {
  const demo = market()
  const { bars } = await rowsOf(demo, [], ['EURUSD', 'USDEUR', '6E'])
  const [dollars, euros] = [bars.get('EURUSD'), bars.get('USDEUR')]

  it('are each other turned over', () => {
    expect(dollars?.length).toBe(euros?.length)
    dollars?.close.forEach((rate, row) => {
      expect(rate * (euros?.close[row] ?? 0)).toBeCloseTo(1, 5)
      expect(euros?.high[row]).toBeCloseTo(1 / (dollars.low[row] as number), 5)
    })
  })

  it('move with the euro future', () => {
    const future = bars.get('6E 2009-03')
    const rows = [...(future?.time ?? [])].map(time => dollars?.time.indexOf(time) ?? -1)
    expect(rows.length).toBeGreaterThan(15)
    rows.forEach((row, at) => {
      expect((future?.settlement[at] ?? 0) / (dollars?.close[row] ?? 1)).toBeCloseTo(1, 2)
    })
  })

  it('are known before the first session of any exchange', () => {
    const first = Math.min(
      ...ids.map(id => demo.sessions(id).find(({ day }) => day >= parseDay('2008-12-01'))?.close ?? 0),
    )
    expect(dollars?.time[0]).toBeLessThan(first - 86_400_000)
    expect(dollars?.close[0]).toBe(productTermsOf('EURFX').path.priceStart)
  })
})

describe('deck rules', () => {
  it('end series on the deck’s dates, in the session before where that is a holiday', () => {
    const deck = market({ deckRules: true, from: parseDay('2008-02-01'), to: parseDay('2008-03-31') })
    const seriesOf = (id: string, expiry: string) =>
      deck.series(id).find(series => series.expiry === parseDay(expiry))
    expect(seriesOf('OG', '2008-03-25')).toMatchObject({ underlying: 'GC 2008-04', settlement: null })
    expect(seriesOf('OGBL', '2008-03-31')?.underlying).toBe('FGBL 2008-06')
    const goodFriday = seriesOf('ODAX', '2008-03-21')
    expect(formatDay(goodFriday?.lastSession.day ?? 0)).toBe('2008-03-20')
    expect(goodFriday?.settlement).not.toBeNull()
    expect(
      market()
        .series('OGBL')
        .map(({ expiry }) => formatDay(expiry)),
    ).not.toContain('2008-12-30')
  })

  it('are quoted up to that day', async () => {
    const deck = market({ deckRules: true, products: ['OGBL'] })
    const chain = (await readOne(deck, 'OGBL')).chains.get('OGBL')
    const ended = parseDay('2008-12-30')
    const last = Math.max(...[...(chain?.time ?? [])].filter((_, row) => chain?.expiry[row] === ended))
    expect(last).toBe(exchangeOf('EUREX').closeOf(ended))
  })
})

import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { type ModelledTerms, modelledMarket, modelledTermsSchema } from '../../../datasets/index.ts'
import { formatDay, type Market, parseDay } from '../../../engine/index.ts'
import { american } from '../../../engine/pricing/american/value.ts'
import { black76 } from '../../../engine/pricing/options/black76.ts'
import { tinyMarket } from '../../fixtures/tiny-market.ts'
import { rowsOf } from '../market-rows.ts'
import {
  byTime,
  CLOSES,
  indexMarket,
  linesOf,
  type ModelledQuote,
  quotesOf,
  SESSIONS,
} from './index-market.ts'

const TICK = 0.05
/** How far a price rounded to the tick may lie from what was rounded. */
const HALF_TICK = TICK / 2 + 1e-9

const termsOf = (more: Record<string, unknown> = {}): ModelledTerms =>
  modelledTermsSchema.parse({
    product: 'IXM',
    underlying: 'IX',
    multiplier: 100,
    tick: TICK,
    strikes: { step: 50, each: 2 },
    volatility: { constant: 0.2 },
    ...more,
  })

const REALISED = { volatility: { realised: { length: 20, factor: 1.1 } } }
const DEVIATIONS = { strikes: { step: { share: 0.05 }, each: { deviations: 2 } } }

/** What the model was fed, worked out from the fixture alone. */
const fedOf = ({ session, expiry }: ModelledQuote): { price: number; years: number } => ({
  price: CLOSES[session] ?? 0,
  years: (expiry - (SESSIONS[session]?.day ?? 0)) / 365,
})

const fairOf = (quote: ModelledQuote, vol: number): number => {
  const { price, years } = fedOf(quote)
  return black76(quote.right, price, quote.strike, years, vol)
}

/** The largest distance of a premium from Black-76 at a volatility. */
const worst = (quotes: readonly ModelledQuote[], vol: (quote: ModelledQuote) => number): number =>
  Math.max(...quotes.map(quote => Math.abs(quote.premium - fairOf(quote, vol(quote)))))

/** Sample deviation of the last log returns, a year, by a plain loop. */
function loopVol(session: number, length: number): number {
  const returns: number[] = []
  for (let i = session - length + 1; i <= session; i++) {
    returns.push(Math.log((CLOSES[i] ?? 0) / (CLOSES[i - 1] ?? 0)))
  }
  let sum = 0
  for (const one of returns) sum += one
  let squares = 0
  for (const one of returns) squares += (one - sum / length) * (one - sum / length)
  return Math.sqrt((squares / (length - 1)) * 252)
}

describe('modelled premiums', async () => {
  const quotes = await quotesOf(modelledMarket(indexMarket(), termsOf()))

  it('are Black-76 on the close to the tick, calendar days over 365 to the last session', () => {
    expect(quotes.length).toBeGreaterThan(5000)
    expect(worst(quotes, () => 0.2)).toBeLessThanOrEqual(HALF_TICK)
    expect(quotes.every(({ premium }) => Math.abs(premium / TICK - Math.round(premium / TICK)) < 1e-6)).toBe(
      true,
    )
  })

  it.each([0, -1])('are American values where the terms state an interest, with a skew of %d', async skew => {
    const terms = termsOf({ skew, american: { ratePercent: 5, yieldPercent: 2 } })
    const market = modelledMarket(indexMarket(), terms)
    expect(market.option('IXM').exercise).toEqual([{ from: null, value: 'american' }])
    const some = (await quotesOf(market)).filter((_, i) => i % 97 < 2)
    expect(some.length).toBeGreaterThan(80)
    for (const quote of some) {
      const { price: spot, years } = fedOf(quote)
      const sigma = Math.max(0.02, 0.2 + skew * Math.log(quote.strike / spot))
      const { right, strike } = quote
      const rates = { rate: 0.05, dividendYield: 0.02 }
      const fair = american({ underlying: 'spot', right, spot, strike, years, sigma, ...rates })
      expect(Math.abs(quote.premium - fair)).toBeLessThanOrEqual(HALF_TICK)
    }
    const deep = some.filter(
      ({ right, strike, premium, ...at }) =>
        right === 'put' && strike - fedOf({ right, strike, premium, ...at }).price > 0,
    )
    expect(deep.every(quote => quote.premium >= quote.strike - fedOf(quote).price - HALF_TICK)).toBe(true)
  })

  it('keep put-call parity within a tick', () => {
    const gaps = quotes.flatMap((call, i) => {
      const put = quotes[i + 1]
      if (call.right === 'put' || put === undefined) return []
      expect(put.right === 'put' && put.strike === call.strike && put.expiry === call.expiry).toBe(true)
      return [Math.abs(call.premium - put.premium - (fedOf(call).price - call.strike))]
    })
    expect(2 * gaps.length).toBe(quotes.length)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * HALF_TICK)
  })

  it('are sold lower than they are bought, by the spread on either side of the model', () => {
    const misses = quotes.map(quote => {
      const half = Math.max(TICK, 0.02 * fairOf(quote, 0.2))
      const bid = Math.max(0, fairOf(quote, 0.2) - half)
      return Math.max(Math.abs(quote.bid - bid), Math.abs(quote.ask - fairOf(quote, 0.2) - half))
    })
    expect(Math.max(...misses)).toBeLessThanOrEqual(HALF_TICK)
    expect(quotes.every(({ bid, ask }) => bid >= 0 && bid < ask)).toBe(true)
  })

  it('are worth their intrinsic value at the close of the last session', () => {
    const last = quotes.filter(quote => fedOf(quote).years === 0)
    expect(last.length).toBeGreaterThan(50)
    for (const quote of last) {
      const { price } = fedOf(quote)
      const depth = quote.right === 'call' ? price - quote.strike : quote.strike - price
      expect(Math.abs(quote.premium - Math.max(0, depth))).toBeLessThanOrEqual(HALF_TICK)
    }
  })

  it('have no volume and no open interest', async () => {
    const until = SESSIONS[2]?.close
    const rows = await rowsOf(modelledMarket(indexMarket(), termsOf()), { chains: ['IXM'] }, 0, until)
    expect(Object.keys(rows.chains[0] ?? {}).sort()).toEqual(
      ['product', 'expiry', 'right', 'time', 'strike', 'bid', 'ask', 'settlement'].sort(),
    )
  })

  it('are dearer at low strikes and cheaper at high ones under a skew below zero', async () => {
    const skewed = await quotesOf(modelledMarket(indexMarket(), termsOf({ skew: -0.5 })))
    const tilted = (quote: ModelledQuote): number => 0.2 - 0.5 * Math.log(quote.strike / fedOf(quote).price)
    expect(worst(skewed, quote => Math.max(0.02, tilted(quote)))).toBeLessThanOrEqual(HALF_TICK)
    for (const [i, quote] of skewed.entries()) {
      const change = quote.premium - (quotes[i]?.premium ?? 0)
      expect(quote.strike < fedOf(quote).price ? change >= 0 : change <= 0).toBe(true)
    }
  })
})

describe('the volatility', () => {
  it('is the deviation of the last returns, as a plain loop has it, once there are enough', async () => {
    const quotes = await quotesOf(modelledMarket(indexMarket(), termsOf(REALISED)))
    expect(quotes[0]?.session).toBe(20)
    expect(worst(quotes, ({ session }) => 1.1 * loopVol(session, 20))).toBeLessThanOrEqual(HALF_TICK)
  })

  // Its 21 closes must lie within 42 sessions: a short pause is bridged, a long one is not.
  it.each([
    [15, 75],
    [25, 105],
    [40, 120],
  ])('goes on %d sessions without a bar after session 59 from session %d', async (pause, next) => {
    const missing = Array.from({ length: pause }, (_, i) => 60 + i)
    const quotes = await quotesOf(modelledMarket(indexMarket({ missing }), termsOf(REALISED)))
    const sessions = [...new Set(quotes.map(({ session }) => session))]
    expect(sessions.includes(59)).toBe(true)
    expect(sessions.find(session => session > 59)).toBe(next)
  })

  it.each([
    ['percent', 1, 0.25],
    ['percent', 0.9, 0.225],
    ['fraction', 0.01, 0.25],
  ])('is the last close of an instrument, in %s times %d, for ten days', async (unit, factor, vol) => {
    const market = indexMarket({ vol: new Map([[30, 25]]) })
    const terms = termsOf({ volatility: { instrument: 'VOL', unit, factor } })
    const quotes = await quotesOf(modelledMarket(market, terms))
    expect(worst(quotes, () => vol)).toBeLessThanOrEqual(HALF_TICK)
    const days = [...byTime(quotes).keys()].map(time => new Date(time).toISOString().slice(0, 10))
    expect([days[0], days.at(-1), days.length]).toEqual(['2019-02-13', '2019-02-22', 8])
  })
})

describe('the listing', async () => {
  const terms = termsOf(DEVIATIONS)
  const market = modelledMarket(indexMarket(), terms)
  const quotes = await quotesOf(market)
  const expiries = market.series('IXM').map(({ expiry }) => formatDay(expiry))

  it('has the third Fridays, and the session before one that is a holiday', () => {
    expect(expiries.slice(0, 5)).toEqual([
      '2019-01-18',
      '2019-02-15',
      '2019-03-15',
      '2019-04-18',
      '2019-05-17',
    ])
    const april = market.series('IXM')[3]
    expect(april?.lastSession).toEqual(SESSIONS.find(({ day }) => formatDay(day) === '2019-04-18'))
    expect(april).toMatchObject({ underlying: 'IX', settlement: null })
  })

  it('reaches beyond the calendar by what is listed at its end', () => {
    expect(expiries.filter(expiry => expiry > '2019-09-30').slice(0, 3)).toEqual([
      '2019-10-18',
      '2019-11-15',
      '2019-12-20',
    ])
    expect(market.sessions('IXM')).toBe(SESSIONS)
  })

  it('shows the nearest expiries of each session', () => {
    const sessions = byTime(quotes)
    for (const { day, close } of SESSIONS) {
      const shown = new Set(sessions.get(close)?.map(({ expiry }) => formatDay(expiry)))
      expect([...shown]).toEqual(expiries.filter(expiry => expiry >= formatDay(day)).slice(0, 3))
    }
  })

  it('never takes a strike back', () => {
    const before = new Map<number, Set<number>>()
    let grown = 0
    for (const session of byTime(quotes).values()) {
      const today = new Map<number, Set<number>>()
      for (const { expiry, strike } of session) {
        today.set(expiry, (today.get(expiry) ?? new Set<number>()).add(strike))
      }
      for (const [expiry, strikes] of today) {
        const known = [...(before.get(expiry) ?? [])]
        expect(known.filter(strike => !strikes.has(strike))).toEqual([])
        if (known.length > 0 && strikes.size > known.length) grown++
        before.set(expiry, strikes)
      }
    }
    expect(grown).toBeGreaterThan(10)
  })

  it('takes another rule of expiry', () => {
    const gold = modelledMarket(indexMarket(), termsOf({ expiry: 'gold', months: 1 })).series('IXM')
    expect(gold.slice(0, 3).map(({ expiry }) => formatDay(expiry))).toEqual([
      '2019-01-28',
      '2019-02-25',
      '2019-03-26',
    ])
  })

  it('skips a session without a bar', async () => {
    const gapped = await quotesOf(modelledMarket(indexMarket({ missing: [50] }), termsOf()))
    const sessions = byTime(gapped)
    expect([49, 50, 51].map(i => sessions.has(SESSIONS[i]?.close ?? 0))).toEqual([true, false, true])
  })

  it('prices the last bar of a session at its close, and no other', async () => {
    const intraday = await quotesOf(modelledMarket(indexMarket({ intradayHours: 3 }), terms))
    expect(linesOf(intraday)).toBe(linesOf(quotes))
  })
})

const VOL = new Map(SESSIONS.flatMap((_, i) => (i % 4 === 0 || i > 150 ? [] : [[i, 20 + (i % 11)]])))
const KINDS: readonly (readonly [string, Record<string, unknown>])[] = [
  ['a constant', DEVIATIONS],
  ['the realised volatility', { ...REALISED, ...DEVIATIONS }],
  ['an instrument', { volatility: { instrument: 'VOL' } }],
]

describe.each(KINDS)('chains at %s', async (_, more) => {
  const marketOf = (changes: Parameters<typeof indexMarket>[0] = {}): Market =>
    modelledMarket(indexMarket({ vol: VOL, missing: [70, 71, 120], ...changes }), termsOf(more))
  const whole = await quotesOf(marketOf())
  const linesUntil = (after: number, until: number): string =>
    linesOf(whole.filter(({ time }) => time > after && time <= until))
  const instant = fc.integer({
    min: (SESSIONS[0]?.close ?? 0) - 90_000_000,
    max: (SESSIONS.at(-1)?.close ?? 0) + 90_000_000,
  })
  const anytime = fc.oneof(instant, fc.constantFrom(...SESSIONS.map(session => session.close)))

  test.prop([fc.array(anytime, { maxLength: 30 }), fc.boolean()], { numRuns: 12 })(
    'do not depend on how the data is cut',
    async (cuts, intraday) => {
      const market = marketOf({ cuts: [...new Set(cuts)], ...(intraday ? { intradayHours: 2 } : {}) })
      expect(linesOf(await quotesOf(market))).toBe(linesOf(whole))
    },
  )

  test.prop([anytime, anytime], { numRuns: 25 })(
    'do not depend on where the reading begins and ends',
    async (one, other) => {
      const [after, until] = one < other ? [one, other] : [other, one]
      expect(linesOf(await quotesOf(marketOf(), after, until))).toBe(linesUntil(after, until))
    },
  )

  test.prop([fc.integer({ min: 1, max: SESSIONS.length })], { numRuns: 12 })(
    'see nothing of later sessions',
    async sessions => {
      const until = SESSIONS[sessions - 1]?.close ?? 0
      expect(linesOf(await quotesOf(marketOf({ sessions })))).toBe(linesUntil(0, until))
    },
  )

  it('come in blocks without a gap, with the bars that were asked for and no others', async () => {
    const [after, until] = [SESSIONS[99]?.close ?? 0, SESSIONS[180]?.close ?? 0]
    const chainsAfter = SESSIONS[130]?.close ?? 0
    let end = after
    const bars: number[] = []
    const chains = new Set<number>()
    for await (const block of marketOf().read({ bars: ['IX'], chains: ['IXM'], chainsAfter }, after, until)) {
      expect(block.after).toBe(end)
      end = block.until
      expect([...block.bars.keys()]).toEqual(['IX'])
      const times = [...(block.bars.get('IX')?.time ?? []), ...(block.chains.get('IXM')?.time ?? [])]
      expect(times.every(time => time > block.after && time <= block.until)).toBe(true)
      bars.push(...(block.bars.get('IX')?.time ?? []))
      for (const time of block.chains.get('IXM')?.time ?? []) chains.add(time)
    }
    expect(end).toBe(until)
    const closes = SESSIONS.filter((_, i) => i !== 120).map(({ close }) => close)
    expect(bars).toEqual(closes.filter(close => close > after && close <= until))
    expect([...chains]).toEqual([...byTime(whole).keys()].filter(time => time > chainsAfter && time <= until))
  })
})

describe('a modelled market', () => {
  const market = modelledMarket(indexMarket(), termsOf())

  it('answers for its product by id and by the name of the index, and for the rest as before', () => {
    expect(market.option('IXM')).toBe(market.product('IXM'))
    expect(market.option('ixm')).toBe(market.product('IXM'))
    expect(market.option('IX')).toBe(market.product('IXM'))
    expect(market.product('IXM')).toMatchObject({
      kind: 'option',
      currency: 'USD',
      settlement: { kind: 'cash', index: 'IX', final: 'close' },
      exercise: [{ from: null, value: 'european' }],
      multiplier: [{ from: null, value: 100 }],
    })
    expect(market.product('IX')).toMatchObject({ kind: 'index' })
    expect(market.zoneOf('IXM')).toBe('America/New_York')
    expect(market.sessions('IX')).toBe(SESSIONS)
    expect(() => market.option('SPX')).toThrow(/"SPX": .*IXM is modelled/)
    expect(() => market.product('SPX')).toThrow(/"SPX": .*IXM is modelled/)
  })

  it('says in plain words what it is', () => {
    const notesOf = (more: Record<string, unknown> = {}): readonly string[] =>
      modelledMarket(indexMarket(), termsOf(more)).provenance.notes ?? []
    expect(market.provenance).toMatchObject({ store: 'indices', kind: 'modelled', sources: [] })
    expect(notesOf()[0]).toBe(
      'Premiums of IXM are modelled by Black-76 at a constant volatility of 20 % a year, not observed: profits are what the model says, not what anybody was paid.',
    )
    expect(notesOf()[1]).toMatch(/the next session's close.*The forward is the close of IX;/)
    expect(notesOf(REALISED)[0]).toContain(
      'at 1.1 times the volatility realised by IX in its last 20 returns, not observed',
    )
    expect(notesOf({ volatility: { instrument: 'VOL' } })[0]).toContain(
      'at the last close of VOL as volatility, not observed',
    )
  })

  it('can be modelled upon once more', () => {
    const both = modelledMarket(market, termsOf({ product: 'IXW', expiry: 'gold' }))
    expect(both.option('IX').id).toBe('IXM')
    expect(both.provenance.notes).toHaveLength(4)
    expect(both.series('IXM')).toEqual(market.series('IXM'))
  })

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['an unknown index', { underlying: 'IY' }, /data.modelled.underlying: "IY": .*did you mean IX\?/],
    ['an id that is taken', { product: 'VOL' }, /data.modelled.product: "VOL": the market has a product/],
    [
      'an unknown source of volatility',
      { volatility: { instrument: 'VIX' } },
      /data.modelled.volatility.instrument: "VIX"/,
    ],
  ])('is refused for %s', (_, more, message) => {
    expect(() => modelledMarket(indexMarket(), termsOf(more))).toThrow(message)
  })

  it('is refused on anything but an index', () => {
    const gold = tinyMarket({ expiry: '2009-10-27', days: [{ day: '2009-10-20', underlying: 1000 }] })
    expect(() => modelledMarket(gold, termsOf({ underlying: 'GC' }))).toThrow(
      /data.modelled.underlying: "GC": is a product of the kind future; .*on an index/,
    )
  })

  it('refuses a step so small that there are thousands of strikes', async () => {
    const fine = modelledMarket(indexMarket(), termsOf({ strikes: { step: 0.01, each: { deviations: 3 } } }))
    await expect(quotesOf(fine)).rejects.toThrow(/strikes.step: "0.01": this makes \d+ strikes/)
  })

  it('has terms that say what they take', () => {
    const reasonOf = (more: Record<string, unknown>): string | undefined =>
      modelledTermsSchema.safeParse({ product: 'IXM', underlying: 'IX', multiplier: 100, ...more }).error
        ?.issues[0]?.message
    expect(reasonOf({ volatility: { constant: 'high' } })).toMatch(/^write \{ constant: 0.16 \}/)
    expect(reasonOf({ volatility: { constant: 0.2, realised: {} } })).toMatch(/^write \{ constant: 0.16 \}/)
    expect(reasonOf({ volatility: { constant: 0.2 }, strikes: { step: 'wide' } })).toMatch(/^write points/)
    expect(reasonOf({ volatility: { constant: 0.2 } })).toBeUndefined()
  })
})

it('days are counted as the fixture says', () => {
  expect(SESSIONS[0]?.day).toBe(parseDay('2019-01-02'))
  expect(SESSIONS).toHaveLength(192)
})

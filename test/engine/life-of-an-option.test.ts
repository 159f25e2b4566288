import { describe, expect, it } from 'vitest'
import { fixedMargin, type Intent, optionOf, parseDay, strategyMargin } from '../../engine/index.ts'
import { cashByKind, equityEnd, only, runBook, scripted } from '../fixtures/run-book.ts'
import { OG, OIX, type Quote, type TinyDay, tinyMarket } from '../fixtures/tiny-market.ts'

const EXPIRY = '2009-10-27'
const call = optionOf('OG', parseDay(EXPIRY), 'call', 1110)
const put = optionOf('OG', parseDay(EXPIRY), 'put', 1025)

const quotes = (callPrice: number, putPrice: number): Quote[] => [
  {
    strike: 1110,
    right: 'call',
    bid: callPrice,
    ask: callPrice + 0.2,
    settlement: callPrice,
    openInterest: 10,
  },
  { strike: 1025, right: 'put', bid: putPrice, ask: putPrice + 0.2, settlement: putPrice, openInterest: 10 },
]

const days: TinyDay[] = [
  { day: '2009-10-20', underlying: 1058.6, quotes: quotes(6, 5.6) },
  { day: '2009-10-21', underlying: 1064.5, quotes: quotes(6, 5.6) },
  { day: '2009-10-22', underlying: 1058.6, quotes: quotes(5, 5) },
  { day: '2009-10-23', underlying: 1056.4, quotes: quotes(3, 4) },
  { day: '2009-10-26', underlying: 1042.8, quotes: quotes(1, 2) },
  { day: '2009-10-27', underlying: 1035.4, quotes: quotes(0.1, 0.1) },
  { day: '2009-10-28', underlying: 1030, quotes: [] },
  { day: '2009-10-29', underlying: 1047, quotes: [] },
]

/** The same days, with other prices of the underlying from some day on. */
const withUnderlying = (changes: Record<string, number | null>): TinyDay[] =>
  days.map(day => ({ ...day, underlying: day.day in changes ? (changes[day.day] ?? null) : day.underlying }))

const open = (lots: number, stop?: number): Intent => ({
  kind: 'open',
  tag: 'strangle',
  legs: [
    { instrument: call, side: 'sell', ratio: 1 },
    { instrument: put, side: 'sell', ratio: 1 },
  ],
  lots,
  ...(stop === undefined ? {} : { stop: { loss: { points: stop }, test: 'settlement' } }),
  reason: { rule: 'test', text: 'opens' },
})

const openOnFirst = (lots: number, stop?: number) =>
  scripted('OG', (_, day) => (day === '2009-10-20' ? [open(lots, stop)] : []))

const GC_RATE = { GC: [{ from: null, value: { initial: 5399, maintenance: 3999 } }] }

const span = { from: '2009-10-20', to: '2009-10-29' }

describe('a written strangle on a future', () => {
  it('fills in the session after the decision, at the bid, and keeps the credit when it expires worthless', async () => {
    const records = await runBook({
      ...span,
      market: tinyMarket({ expiry: EXPIRY, days }),
      strategy: openOnFirst(2),
    })
    expect(
      only(records, 'fill').map(({ time, fill }) => [
        new Date(time).toISOString().slice(0, 10),
        fill.instrument.id,
        fill.quantity,
        fill.price,
      ]),
    ).toEqual([
      ['2009-10-21', 'OG 2009-10-27 C 1110', -2, 6],
      ['2009-10-21', 'OG 2009-10-27 P 1025', -2, 5.6],
    ])
    expect(only(records, 'expiry').map(record => [record.outcome, record.settlement, record.source])).toEqual(
      [
        ['worthless', 1035.4, 'underlying'],
        ['worthless', 1035.4, 'underlying'],
      ],
    )
    expect(cashByKind(records)).toEqual({ deposit: 150_000, premium: 2320, commission: -10 })
    expect(equityEnd(records)).toBe(152_310)
  })

  it('is marked every session, and equity falls by what closing would cost', async () => {
    const records = await runBook({
      ...span,
      market: tinyMarket({ expiry: EXPIRY, days }),
      strategy: openOnFirst(2),
    })
    const equity = only(records, 'day').map(record => record.equity / 100)
    expect(equity.slice(0, 5)).toEqual([150_000, 149_990, 150_310, 150_910, 151_710])
    expect(only(records, 'mark').map(record => record.valuePoints)).toEqual([11.6, 10, 7, 3])
  })

  it('is assigned into one future a lot at the strike on the next session, and marked to that settlement', async () => {
    const market = tinyMarket({
      expiry: EXPIRY,
      days: withUnderlying({ '2009-10-27': 1120.4, '2009-10-28': 1118 }),
    })
    const records = await runBook({ ...span, market, strategy: openOnFirst(2), to: '2009-10-28' })
    expect(
      only(records, 'expiry').map(record => [record.instrument, record.outcome, record.delivers]),
    ).toEqual([
      ['OG 2009-10-27 C 1110', 'assigned', 'GC 2009-12'],
      ['OG 2009-10-27 P 1025', 'worthless', null],
    ])
    expect(only(records, 'assignment')).toMatchObject([
      { instrument: 'GC 2009-12', quantity: -2, price: 1110, time: Date.UTC(2009, 9, 28, 22) },
    ])
    expect(cashByKind(records).variation).toBe(-(1118 - 1110) * 100 * 2)
    const equity = only(records, 'day').map(record => record.equity / 100)
    expect(equity.at(-2)).toBe(150_000 + 2320 - 10 - 2080)
    expect(equity.at(-1)).toBe(150_000 + 2320 - 10 - 1600)
  })

  it('is assigned into a long future when the put is in the money', async () => {
    const market = tinyMarket({ expiry: EXPIRY, days: withUnderlying({ '2009-10-27': 1000 }) })
    const records = await runBook({ ...span, market, strategy: openOnFirst(1) })
    expect(only(records, 'assignment')).toMatchObject([
      { instrument: 'GC 2009-12', quantity: 1, price: 1025 },
    ])
    expect(equityEnd(records)).toBe(150_000 + 1160 - 5 + (1047 - 1025) * 100)
  })

  it('closes an assigned future at the open after the close order', async () => {
    const market = tinyMarket({
      expiry: EXPIRY,
      days: withUnderlying({ '2009-10-27': 1120 }).map(d => ({ ...d, quotes: quotes(1, 1) })),
    })
    const strategy = scripted('OG', (wake, day) => {
      if (day === '2009-10-20') return [open(1)]
      return wake.snapshot.groups
        .filter(group => group.legs.some(leg => leg.assigned))
        .map((group): Intent => ({ kind: 'close', group: group.id, reason: { rule: 'R7', text: 'closes' } }))
    })
    const records = await runBook({ ...span, market, strategy })
    const closing = only(records, 'fill').filter(record => record.purpose === 'close')
    expect(
      closing.map(({ fill }) => [new Date(fill.time).toISOString().slice(0, 10), fill.quantity, fill.price]),
    ).toEqual([['2009-10-29', 1, 1047.1]])
    expect(cashByKind(records).variation).toBeCloseTo(-(1047.1 - 1110) * 100, 9)
  })

  it('exercises neither side exactly at the strike when the product says so', async () => {
    const market = tinyMarket({ expiry: EXPIRY, days: withUnderlying({ '2009-10-27': 1110 }) })
    const records = await runBook({ ...span, market, strategy: openOnFirst(1) })
    expect(only(records, 'expiry').map(record => record.outcome)).toEqual(['worthless', 'worthless'])
  })

  it('stops on the settlement that loses more than the stop, and pays the next ask', async () => {
    const market = tinyMarket({
      expiry: EXPIRY,
      days: days.map(day =>
        day.day === '2009-10-23'
          ? { ...day, quotes: quotes(20, 4) }
          : day.day === '2009-10-26'
            ? { ...day, quotes: quotes(30, 2) }
            : day,
      ),
    })
    const records = await runBook({ ...span, market, strategy: openOnFirst(2, 12) })
    expect(only(records, 'stop')).toMatchObject([{ valuePoints: 24, creditPoints: 11.6 }])
    const closing = only(records, 'fill').filter(record => record.origin === 'stop')
    expect(closing.map(({ fill }) => [fill.quantity, fill.price])).toEqual([
      [2, 30.2],
      [2, 2.2],
    ])
    expect(cashByKind(records)).toEqual({ deposit: 150_000, premium: 2320 - 6480, commission: -20 })
  })

  it('does not fill a leg that is not quoted, and lapses after its session', async () => {
    const market = tinyMarket({
      expiry: EXPIRY,
      days: days.map(day =>
        day.day === '2009-10-21' ? { ...day, quotes: quotes(6, 5.6).slice(0, 1) } : day,
      ),
    })
    const records = await runBook({ ...span, market, strategy: openOnFirst(1) })
    expect(only(records, 'fill')).toEqual([])
    expect(only(records, 'cancel').map(record => record.why)).toEqual(['a leg did not trade in its session'])
  })

  it('expires on a day without any data when the underlying may settle it, and says from when', async () => {
    const market = tinyMarket({ expiry: EXPIRY, days: days.filter(day => day.day !== EXPIRY) })
    const options = { ...span, market, strategy: openOnFirst(1) }
    const records = await runBook({ ...options, rules: { missingSettlement: 'underlying' } })
    expect(
      only(records, 'expiry').map(record => [
        new Date(record.time).toISOString().slice(0, 10),
        record.source,
        record.settlement,
      ]),
    ).toEqual([
      [EXPIRY, 'underlyingEarlier', 1042.8],
      [EXPIRY, 'underlyingEarlier', 1042.8],
    ])
    await expect(runBook(options)).rejects.toThrow(
      'field settlement: "OG 2009-10-27 C 1110": there is no settlement for OG 2009-10-27 C 1110 on 2009-10-27; import',
    )
  })

  it('ends in the session before when its listed expiry is a holiday', async () => {
    const market = tinyMarket({
      expiry: EXPIRY,
      holidays: [EXPIRY],
      days: days.filter(day => day.day !== EXPIRY),
    })
    const records = await runBook({ ...span, market, strategy: openOnFirst(1) })
    expect(only(records, 'expiry').map(record => new Date(record.time).toISOString().slice(0, 10))).toEqual([
      '2009-10-26',
      '2009-10-26',
    ])
  })

  it('keeps its last price over a gap in the data, and says how old it is', async () => {
    const market = tinyMarket({
      expiry: EXPIRY,
      days: days.filter(day => !['2009-10-22', '2009-10-23'].includes(day.day)),
    })
    const records = await runBook({ ...span, market, strategy: openOnFirst(1) })
    expect(only(records, 'mark').map(record => [record.valuePoints, record.staleSessions])).toEqual([
      [11.6, 0],
      [11.6, 1],
      [11.6, 2],
      [3, 0],
    ])
  })

  it('retires a future at its last session, fully settled', async () => {
    const market = tinyMarket({
      expiry: EXPIRY,
      futureEnds: '2009-10-29',
      days: withUnderlying({ '2009-10-27': 1000 }),
    })
    const records = await runBook({ ...span, market, strategy: openOnFirst(1) })
    expect(only(records, 'day').at(-1)).toMatchObject({ groups: 0, initial: 0 })
    expect(only(records, 'open')).toEqual([])
    expect(equityEnd(records)).toBe(150_000 + 1160 - 5 + (1047 - 1025) * 100)
  })
})

describe('a written strangle on an index', () => {
  const indexCall = optionOf('OIX', parseDay(EXPIRY), 'call', 1110)
  const strategy = scripted('OIX', (_, day) =>
    day === '2009-10-20'
      ? [
          {
            kind: 'open',
            tag: 'call',
            legs: [{ instrument: indexCall, side: 'sell', ratio: 1 }],
            lots: 2,
            reason: { rule: 't', text: 't' },
          },
        ]
      : [],
  )

  it('is settled in cash at the final settlement price', async () => {
    const market = tinyMarket({ option: OIX, expiry: EXPIRY, settlement: 1125.55, days })
    const records = await runBook({ ...span, market, strategy })
    expect(only(records, 'expiry')).toMatchObject([{ outcome: 'cash', settlement: 1125.55, source: 'final' }])
    expect(cashByKind(records)).toEqual({ deposit: 150_000, premium: 600, commission: -5, settlement: -1555 })
  })

  it('stops the run when there is no final settlement and none may be taken from the index', async () => {
    const market = tinyMarket({ option: OIX, expiry: EXPIRY, days })
    await expect(runBook({ ...span, market, strategy })).rejects.toThrow('there is no settlement')
    const records = await runBook({ ...span, market, strategy, rules: { missingSettlement: 'underlying' } })
    expect(only(records, 'expiry')).toMatchObject([
      { outcome: 'worthless', settlement: 1035.4, source: 'underlyingInstead' },
    ])
  })
})

describe('a futures-style option', () => {
  const option = { ...OG, premium: [{ from: null, value: 'futuresStyle' as const }] }

  it('moves no premium: gains and losses arrive as variation margin, and sum to the same', async () => {
    const market = tinyMarket({ option, expiry: EXPIRY, days })
    const records = await runBook({ ...span, market, strategy: openOnFirst(2) })
    expect(cashByKind(records)).toEqual({ deposit: 150_000, variation: 2320, commission: -10 })
    expect(
      only(records, 'day')
        .map(record => record.cash / 100)
        .slice(0, 4),
    ).toEqual([150_000, 149_990, 150_310, 150_910])
  })

  it('keeps the sum when it is exercised into the future', async () => {
    const market = tinyMarket({
      option,
      expiry: EXPIRY,
      days: withUnderlying({ '2009-10-27': 1120, '2009-10-28': 1120 }),
    })
    const records = await runBook({ ...span, market, strategy: openOnFirst(1), to: '2009-10-28' })
    expect(equityEnd(records)).toBe(150_000 + 1160 - 5 - 1000)
  })
})

describe('margin', () => {
  const crash = tinyMarket({
    expiry: EXPIRY,
    days: days.map(day =>
      day.day === '2009-10-22' || day.day === '2009-10-23' || day.day === '2009-10-26'
        ? { ...day, quotes: quotes(41.6, 4) }
        : day,
    ),
  })

  it('is called after settlement, cured from the reserve at the deadline', async () => {
    const records = await runBook({
      ...span,
      market: crash,
      strategy: openOnFirst(1),
      cash: 5000,
      reserve: 10_000,
    })
    expect(
      only(records, 'call').map(record => [
        record.step,
        new Date(record.time).toISOString().slice(0, 10),
        record.amount / 100,
      ]),
    ).toEqual([
      ['notice', '2009-10-22', 3500 - 1595],
      ['deposit', '2009-10-23', 3500 - 1595],
      ['cured', '2009-10-23', 0],
    ])
  })

  it('closes positions at the session after an unmet deadline, never selling to open', async () => {
    const records = await runBook({ ...span, market: crash, strategy: openOnFirst(1), cash: 5000 })
    expect(
      only(records, 'call').map(record => [record.step, new Date(record.time).toISOString().slice(0, 10)]),
    ).toEqual([
      ['notice', '2009-10-22'],
      ['unmet', '2009-10-23'],
      ['reduction', '2009-10-26'],
      ['cured', '2009-10-26'],
    ])
    const forced = only(records, 'fill').filter(record => record.origin === 'liquidation')
    expect(forced.map(({ fill }) => [fill.instrument.id, fill.quantity, fill.price])).toEqual([
      ['OG 2009-10-27 C 1110', 1, 41.9],
      ['OG 2009-10-27 P 1025', 1, 4.3],
    ])
  })

  it('refuses to open while a call is open', async () => {
    const strategy = scripted('OG', (_, day) =>
      day === '2009-10-20' || day === '2009-10-22' ? [{ ...open(1), tag: day } as Intent] : [],
    )
    const records = await runBook({ ...span, market: crash, strategy, cash: 5000, reserve: 10_000 })
    expect(only(records, 'refusal').map(record => record.reason.rule)).toEqual(['margin call'])
  })

  it('reduces at once under the instant policy', async () => {
    const records = await runBook({
      ...span,
      market: crash,
      strategy: openOnFirst(1),
      cash: 5000,
      rules: { callPolicy: 'instant' },
    })
    expect(
      only(records, 'call').map(record => [record.step, new Date(record.time).toISOString().slice(0, 10)]),
    ).toEqual([
      ['notice', '2009-10-22'],
      ['reduction', '2009-10-22'],
      ['cured', '2009-10-22'],
    ])
  })

  it('ends in bankruptcy when equity is gone: everything is closed and nothing opened again', async () => {
    const strategy = scripted('OG', (_, day) => [{ ...open(2), tag: day } as Intent])
    const records = await runBook({
      ...span,
      market: crash,
      strategy,
      cash: 3600,
      rules: { margin: strategyMargin({ share: 0.01, shareLeast: 0.01, futures: GC_RATE }) },
    })
    const steps = only(records, 'call').map(record => record.step)
    expect(steps).toContain('bankruptcy')
    expect(only(records, 'day').at(-1)?.groups).toBe(0)
    const after = only(records, 'call').find(record => record.step === 'bankruptcy')?.time ?? 0
    expect(only(records, 'fill').filter(record => record.time > after && record.purpose === 'open')).toEqual(
      [],
    )
    expect(only(records, 'refusal').at(-1)?.reason.rule).toBe('bankrupt')
  })
})

describe('a stop', () => {
  it('fires although one leg is being bought back and does not trade', async () => {
    const market = tinyMarket({
      expiry: EXPIRY,
      days: days.map((day, i) =>
        i < 2
          ? day
          : {
              ...day,
              quotes: [
                { strike: 1110, right: 'call', settlement: 0.1, volume: 0, openInterest: 1 },
                ...quotes(0, 40).slice(1),
              ],
            },
      ),
    })
    const strategy = scripted('OG', (wake, day) => {
      if (day === '2009-10-20') return [open(1, 12)]
      return wake.snapshot.groups.map(
        (group): Intent => ({
          kind: 'close',
          group: group.id,
          legs: [call.id],
          reason: { rule: 'R4', text: 'cheap' },
        }),
      )
    })
    const records = await runBook({ ...span, market, strategy })
    expect(only(records, 'stop').length).toBeGreaterThan(0)
    expect(only(records, 'cancel').map(record => record.why)).toContain('the stop closes all of it')
  })

  it('on highs does not look at what was before an entry at the close', async () => {
    const market = tinyMarket({
      expiry: EXPIRY,
      days: days.map(day => ({
        ...day,
        quotes: quotes(6, 5.6).map(quote => ({
          ...quote,
          bid: Number.NaN,
          ask: Number.NaN,
          open: 40,
          high: 50,
          low: 1,
          close: 6,
          volume: 5,
        })),
      })),
    })
    const intent = { ...open(1), stop: { loss: { points: 12 }, test: 'intraday' } } as Intent
    const strategy = scripted('OG', (_, day) => (day === '2009-10-20' ? [intent] : []))
    const records = await runBook({ ...span, market, strategy, rules: { fill: 'nextClose' } })
    expect(only(records, 'stop').map(record => new Date(record.time).toISOString().slice(0, 10))).toEqual([
      '2009-10-22',
    ])
  })
})

describe('an option whose future ends with it', () => {
  it('is worth the difference in cash', async () => {
    const market = tinyMarket({
      expiry: EXPIRY,
      futureEnds: EXPIRY,
      days: withUnderlying({ '2009-10-27': 1120 }),
    })
    const records = await runBook({ ...span, market, strategy: openOnFirst(2) })
    expect(only(records, 'expiry').map(record => record.outcome)).toEqual(['cash', 'worthless'])
    expect(only(records, 'assignment')).toEqual([])
    expect(cashByKind(records).settlement).toBe(-2000)
    expect(only(records, 'day').at(-1)).toMatchObject({ groups: 0, initial: 0 })
  })
})

describe('an order', () => {
  it('counts against the margin of the next one while it is at work', async () => {
    const strategy = scripted('OG', (_, day) =>
      day === '2009-10-20' ? [1, 2, 3].map(n => ({ ...open(1), tag: `n${n}` }) as Intent) : [],
    )
    const records = await runBook({
      ...span,
      market: tinyMarket({ expiry: EXPIRY, days }),
      strategy,
      cash: 8000,
    })
    expect(only(records, 'order').length).toBe(2)
    expect(only(records, 'refusal').map(record => record.reason.rule)).toEqual(['initial margin'])
  })

  it('does not open when the margin has risen beyond the account before it fills', async () => {
    const rate = (money: number) => ({ initial: money, maintenance: money })
    const table = {
      OG: [
        { from: null, value: { strangle: rate(3500), future: rate(5000) } },
        { from: '2009-10-21', value: { strangle: rate(9000), future: rate(9000) } },
      ],
    }
    const records = await runBook({
      ...span,
      market: tinyMarket({ expiry: EXPIRY, days }),
      strategy: openOnFirst(1),
      cash: 8000,
      rules: { margin: fixedMargin(table, () => 'OG') },
    })
    expect(only(records, 'fill')).toEqual([])
    expect(only(records, 'cancel').map(record => record.why)).toEqual([
      'its initial margin at the fill is more than the account is worth',
    ])
  })

  it.each([
    ['a structure', { future: { initial: 1, maintenance: 1 } }, 'margin.table.OG.nakedCall'],
    ['the future of an assignment', { strangle: { initial: 1, maintenance: 1 } }, 'margin.table.GC.future'],
  ])(
    'is not even asked for when the margin table lacks %s: the run does not begin',
    async (_, rates, field) => {
      const heard: string[] = []
      const strategy = scripted('OG', (__, day) => {
        heard.push(day)
        return []
      })
      const margin = fixedMargin({ OG: [{ from: null, value: rates }] }, () => 'OG')
      const begun = runBook({
        ...span,
        market: tinyMarket({ expiry: EXPIRY, days }),
        strategy,
        rules: { margin },
      })
      await expect(begun).rejects.toThrow(`field ${field}`)
      expect(heard).toEqual([])
    },
  )

  it('filled in the slice of the decision is told with the next slice, and to its own strategy alone', async () => {
    const heard: number[] = []
    const strategy = scripted('OG', (wake, day) => {
      heard.push(wake.fills.length)
      return day === '2009-10-20' ? [open(1)] : []
    })
    const market = tinyMarket({ expiry: EXPIRY, days })
    await runBook({ ...span, market, strategy, rules: { fill: 'same' } })
    expect(heard.slice(0, 3)).toEqual([0, 2, 0])
    const strange: number[] = []
    const listener = scripted('OG', wake => {
      strange.push(wake.fills.length)
      return []
    })
    await runBook({ ...span, market, strategy: listener, rules: { fill: 'same' } })
    expect(strange.every(count => count === 0)).toBe(true)
  })
})

describe('a forced reduction', () => {
  const forced = (close: number) =>
    runBook({
      ...span,
      market: tinyMarket({
        expiry: EXPIRY,
        days: days.map(day => {
          const crash = day.day === '2009-10-22' || day.day === '2009-10-23'
          if (day.day === '2009-10-26')
            return { ...day, open: 1060, underlying: close, quotes: quotes(12, 4) }
          return crash ? { ...day, underlying: 1100, quotes: quotes(70, 4) } : day
        }),
      }),
      strategy: openOnFirst(1),
      cash: 18_000,
      to: '2009-10-26',
      rules: { margin: strategyMargin({ share: 0.15, shareLeast: 0.1, futures: GC_RATE }) },
    })

  it('at the open does not know what the day will close at', async () => {
    const liquidated = (records: Awaited<ReturnType<typeof forced>>) =>
      only(records, 'fill')
        .filter(record => record.origin === 'liquidation')
        .map(({ fill }) => fill.instrument.id)
    expect(liquidated(await forced(1060))).toEqual(liquidated(await forced(1160)))
  })

  it('closes no more contracts than restore the margin, in one fill a leg', async () => {
    const crash = tinyMarket({
      expiry: EXPIRY,
      days: days.map(day =>
        day.day >= '2009-10-22' && day.day <= '2009-10-26' ? { ...day, quotes: quotes(20, 4) } : day,
      ),
    })
    const records = await runBook({ ...span, market: crash, strategy: openOnFirst(1000), cash: 3_520_000 })
    const fills = only(records, 'fill').filter(record => record.origin === 'liquidation')
    expect(fills.length).toBeLessThanOrEqual(4)
    const closed = fills
      .filter(({ fill }) => fill.instrument.id === call.id)
      .reduce((sum, { fill }) => sum + fill.quantity, 0)
    expect(closed).toBeGreaterThan(100)
    expect(closed).toBeLessThan(1000)
    const cured = only(records, 'call').find(record => record.step === 'cured')
    expect(cured && cured.equity >= cured.initial && cured.equity - cured.initial < 350_000 * 2).toBe(true)
  })
})

describe('a tag', () => {
  it('is in use from the order on, and free again once the group is gone', async () => {
    const one: Intent = {
      kind: 'open',
      tag: 'call',
      legs: [{ instrument: call, side: 'sell', ratio: 1 }],
      lots: 1,
      reason: { rule: 'test', text: 'opens' },
    }
    const strategy = scripted('OG', (wake, day) => {
      const group = wake.snapshot.groups[0]
      if (day === '2009-10-20') return [one, one]
      if (day !== '2009-10-21' || !group) return day === '2009-10-22' ? [one] : []
      return [one, { kind: 'close', group: group.id, reason: { rule: 'test', text: 'closes' } }]
    })
    const records = await runBook({ ...span, market: tinyMarket({ expiry: EXPIRY, days }), strategy })
    expect(only(records, 'refusal').map(({ reason }) => reason.rule)).toEqual(['tag in use', 'tag in use'])
    expect(only(records, 'order').map(({ order }) => order.purpose)).toEqual(['open', 'close', 'open'])
  })
})

describe('legs that join a group', () => {
  const oneLeg = (instrument: typeof call, parts: object = {}): Intent => ({
    kind: 'open',
    tag: 'strangle',
    legs: [{ instrument, side: 'sell', ratio: 1 }],
    lots: 2,
    reason: { rule: 'test', text: 'opens' },
    ...parts,
  })
  const join = (parts: object = {}) =>
    scripted('OG', (wake, day) => {
      if (day === '2009-10-20')
        return [oneLeg(call, { stop: { loss: { timesCredit: 1 }, test: 'settlement' } })]
      return day === '2009-10-21'
        ? [oneLeg(put, { group: wake.snapshot.groups[0]?.id ?? 0, tag: 'ignored', ...parts })]
        : []
    })
  const runJoin = (strategy: ReturnType<typeof join>, changed = days) =>
    runBook({ ...span, market: tinyMarket({ expiry: EXPIRY, days: changed }), strategy })

  it('are one trade with it: its credit, its marks and its stop are those of both', async () => {
    const records = await runJoin(join())
    const groups = only(records, 'fill').map(({ fill }) => fill.group)
    expect(new Set(groups).size).toBe(1)
    expect(only(records, 'mark').map(record => record.valuePoints)).toEqual([6, 10, 7, 3])
    expect(only(records, 'expiry').map(record => record.outcome)).toEqual(['worthless', 'worthless'])
    expect(cashByKind(records)).toEqual({ deposit: 150_000, premium: 2 * (600 + 500), commission: -10 })
  })

  it('widen the stop that is a multiple of the credit', async () => {
    const higher = days.map(day => (day.day === '2009-10-23' ? { ...day, quotes: quotes(18, 4) } : day))
    const records = await runJoin(join(), higher)
    expect(only(records, 'stop')).toMatchObject([{ valuePoints: 22, creditPoints: 11 }])
  })

  it.each([
    ['in another number of lots', { lots: 1 }, 'malformed'],
    ['with a stop of their own', { stop: { loss: { points: 1 }, test: 'settlement' } }, 'malformed'],
    ['of a group that is not there', { group: 99 }, 'unknown group'],
    ['in what the group holds already', { legs: [{ instrument: call, side: 'buy', ratio: 1 }] }, 'malformed'],
  ])('%s are refused', async (_, parts, rule) => {
    const records = await runJoin(join(parts))
    expect(only(records, 'refusal').map(record => record.reason.rule)).toEqual([rule])
  })

  it('do not fill once the group is gone', async () => {
    const strategy = scripted('OG', (wake, day) => {
      if (day === '2009-10-20') return [oneLeg(call)]
      const group = wake.snapshot.groups[0]
      if (day !== '2009-10-21' || !group) return []
      const close: Intent = { kind: 'close', group: group.id, reason: { rule: 'test', text: 'closes' } }
      return [oneLeg(put, { group: group.id }), close]
    })
    const closedFirst = scripted('OG', (wake, day) => {
      if (day === '2009-10-20') return [oneLeg(call)]
      const group = wake.snapshot.groups[0]
      if (day !== '2009-10-21' || !group) return []
      const close: Intent = { kind: 'close', group: group.id, reason: { rule: 'test', text: 'closes' } }
      return [close, oneLeg(put, { group: group.id })]
    })
    const joined = await runJoin(strategy)
    expect(only(joined, 'fill').map(({ fill }) => fill.instrument.id)).toEqual([call.id, call.id])
    expect(only(joined, 'cancel').map(record => record.why)).toEqual(['its group is being closed'])
    const refused = await runJoin(closedFirst)
    expect(only(refused, 'refusal').map(record => record.reason.rule)).toEqual(['group at work'])
  })
})

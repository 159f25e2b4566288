/** Prices of bonds and futures made from par yields. */

import { describe, expect, it } from 'vitest'
import { futureProductOf } from '../../../engine/calendar/contracts.ts'
import { type Day, formatDay, parseDay } from '../../../engine/index.ts'
import { curvePrice } from '../../../engine/pricing/bonds/curve-price.ts'
import { deliverableBasket } from '../../../engine/pricing/treasury/basket.ts'
import { rankDeliverables } from '../../../engine/pricing/treasury/cheapest.ts'
import { SPAN } from './rates-with.ts'
import { boardOf, closesOf, curveOf, issuesOf, made, SIFMA, TICK } from './treasury-board.ts'

describe('a bond', async () => {
  const market = await made()
  const closes = await closesOf(market, ['UST', 'CMT'])

  it.each(['2018-10-01', '2019-06-28', '2020-11-10'])(
    'on %s is priced off the par yields of the day, for payment on the next business day',
    date => {
      const curve = curveOf(closes, date)
      const bonds = closes.on(date, 'UST')
      expect(bonds.length).toBeGreaterThan(15)
      for (const [id, close] of bonds) {
        const issue = issuesOf(market).find(one => one.id === id)
        expect(issue && curvePrice(issue, SIFMA.next(parseDay(date)), curve)).toBe(close)
      }
    },
  )

  it('has a close that is its settlement, and nothing else', () => {
    const bars = closes.rows.filter(({ instrument }) => String(instrument).startsWith('UST'))
    for (const bar of bars) expect(Object.keys(bar)).toEqual(['instrument', 'time', 'close', 'settlement'])
    for (const { close, settlement } of bars) expect(settlement).toBe(close)
  })

  it('is there on every session with yields', () => {
    expect(closes.days()).toEqual(SIFMA.sessions(SPAN.from, SPAN.to).map(day => formatDay(day)))
    for (const day of closes.days()) expect(closes.on(day, 'UST').length).toBeGreaterThan(10)
  })

  it('has no price before its issue', () => {
    const issued = new Map(issuesOf(market).map(issue => [issue.id, issue.issued]))
    const seen = closes.rows.filter(({ instrument }) => String(instrument).startsWith('UST'))
    for (const { instrument, time } of seen) {
      expect(issued.get(String(instrument))).toBeLessThanOrEqual(parseDay(String(time).slice(0, 10)))
    }
    // One that is issued while the market runs appears on its first session.
    const note = issuesOf(market).find(issue => /2029-08-15 10Y$/.test(issue.id))
    expect(formatDay(note?.issued ?? 0)).toBe('2019-08-15')
    expect(closes.days().find(day => Number.isFinite(closes.at(day, note?.id ?? '')))).toBe('2019-08-15')
  })

  it('is in the basket of a contract that is listed or being delivered', () => {
    const product = futureProductOf('ZN')
    const basket = (month: string, day: Day) =>
      deliverableBasket(issuesOf(market), product, month, day).map(({ id }) => id)
    const expected = (date: string, months: readonly string[]) =>
      [...new Set(months.flatMap(month => basket(month, parseDay(date))))].sort()
    const shown = (date: string) =>
      closes
        .on(date, 'UST')
        .map(([id]) => id)
        .sort()
    // The last trading day is the 18th, the last day of delivery the 30th.
    expect(shown('2019-09-18')).toEqual(expected('2019-09-18', ['2019-09', '2019-12']))
    expect(shown('2019-09-20')).toEqual(expected('2019-09-20', ['2019-09', '2019-12', '2020-03']))
    expect(shown('2019-09-30')).toEqual(expected('2019-09-30', ['2019-09', '2019-12', '2020-03']))
    expect(shown('2019-10-01')).toEqual(expected('2019-10-01', ['2019-12', '2020-03']))
    expect(shown('2019-10-01')).not.toEqual(shown('2019-09-30'))
  })

  it('may have been issued before the first yield, with a coupon by the first curve', () => {
    const old = issuesOf(market).filter(({ issued }) => issued < SPAN.from)
    expect(old.length).toBeGreaterThan(200)
    const ten = closes.at('2018-10-01', 'CMT 10Y')
    for (const { couponPercent } of old.filter(({ id }) => id.endsWith(' 10Y'))) {
      expect(couponPercent).toBe(Math.floor(ten * 8) / 8)
    }
    expect(Math.min(...issuesOf(market).map(({ maturity }) => maturity))).toBeGreaterThan(SPAN.from)
  })
})

describe('a theoretical future', async () => {
  const market = await made()
  const closes = await closesOf(market, ['ZN', 'UST', 'CMT'])

  it('trades among the two nearest quarters until its last trading day', () => {
    const contracts = (day: string) =>
      closes
        .on(day, 'ZN')
        .map(([id]) => id)
        .sort()
    expect(contracts('2018-10-01')).toEqual(['ZN 2018-12', 'ZN 2019-03'])
    expect(contracts('2018-12-19')).toEqual(['ZN 2018-12', 'ZN 2019-03'])
    expect(contracts('2018-12-20')).toEqual(['ZN 2019-03', 'ZN 2019-06'])
    for (const day of closes.days()) expect(contracts(day)).toHaveLength(2)
  })

  it.each(['2018-10-01', '2018-12-19', '2019-05-14', '2019-12-30', '2020-12-31'])(
    'on %s is the least forward price over factor, to the tick',
    date => {
      for (const [id] of closes.on(date, 'ZN')) {
        const { price, cheapest } = boardOf(market, closes, id, date, 'curve')
        expect(Number.isInteger(price / TICK)).toBe(true)
        expect(Math.abs(price - cheapest.basis.theoreticalFuture)).toBeLessThanOrEqual(TICK / 2 + 1e-9)
      }
    },
  )

  it('implies for the cheapest bond the rate that it was carried at', () => {
    for (const date of closes.days().filter((_, i) => i % 5 === 0)) {
      for (const [id] of closes.on(date, 'ZN')) {
        const { rate, days, rows, cheapest } = boardOf(market, closes, id, date, 'curve')
        const rounding = (((TICK / 2) * cheapest.factor) / cheapest.dirty) * (360 / days)
        expect(Math.abs((cheapest.basis.impliedRepo ?? Number.NaN) - rate)).toBeLessThan(1.01 * rounding)
        const [first] = rankDeliverables(rows)
        expect(Math.abs((first?.basis.impliedRepo ?? Number.NaN) - rate)).toBeLessThan(1.01 * rounding)
      }
    }
  })

  it('may be carried at a rate that is stated', async () => {
    const carried = await made({ forwardRate: 9 })
    const own = await closesOf(carried, ['ZN', 'UST', 'CMT'], '2019-05-14', '2019-05-15')
    const { rate, days, cheapest } = boardOf(carried, own, 'ZN 2019-06', '2019-05-14', 9)
    expect(rate).toBe(0.09)
    const rounding = (((TICK / 2) * cheapest.factor) / cheapest.dirty) * (360 / days)
    expect(Math.abs((cheapest.basis.impliedRepo ?? Number.NaN) - 0.09)).toBeLessThan(1.01 * rounding)
    expect(own.at('2019-05-14', 'ZN 2019-09')).toBeGreaterThan(closes.at('2019-05-14', 'ZN 2019-09') + 1)
  })

  it('has its own rules of delivery and its own tick: all seven, side by side', async () => {
    const futures = ['ZT', 'Z3N', 'ZF', 'ZN', 'TN', 'ZB', 'UB']
    const all = await closesOf(await made({ futures }), futures, '2019-06-03', '2019-06-05')
    const prices = all.on('2019-06-03', 'ZN')
    expect(prices).toEqual(closes.on('2019-06-03', 'ZN'))
    for (const id of futures) {
      expect(all.on('2019-06-03', id).map(([contract]) => contract)).toEqual([
        `${id} 2019-06`,
        `${id} 2019-09`,
      ])
    }
    expect(Number.isInteger(all.at('2019-06-03', 'ZT 2019-06') * 256)).toBe(true)
    expect(Number.isInteger(all.at('2019-06-03', 'UB 2019-06') * 32)).toBe(true)
  })

  it('is listed as many quarters ahead as is asked for', async () => {
    const four = await closesOf(await made({ contracts: 4 }), ['ZN'], '2019-12-30', '2019-12-31')
    expect(four.on('2019-12-30', 'ZN').map(([id]) => id)).toEqual([
      'ZN 2020-03',
      'ZN 2020-06',
      'ZN 2020-09',
      'ZN 2020-12',
    ])
  })
})

describe('a dislocation', async () => {
  const path = [
    { from: '2019-03-01', bp: 0 },
    { from: '2019-03-11', bp: 40 },
    { from: '2019-04-10', bp: -20 },
  ]
  const market = await made({ dislocation: path })
  const closes = await closesOf(market, ['ZN', 'UST', 'CMT'], '2019-02-01', '2019-06-01')

  it.each([
    ['2019-02-05', 0],
    ['2019-03-01', 0],
    ['2019-03-04', 12],
    ['2019-03-11', 40],
    ['2019-03-26', 10],
    ['2019-04-10', -20],
    ['2019-05-31', -20],
  ])('on %s is %d basis points of the cheapest bond: b above 0, the future rich', (date, bp) => {
    for (const [id] of closes.on(date, 'ZN')) {
      const { cheapest } = boardOf(market, closes, id, date, 'curve')
      const rounding = ((TICK / 2) * cheapest.factor) / cheapest.dirty
      expect(Math.abs(cheapest.basis.dislocation - bp / 10_000)).toBeLessThan(1.01 * rounding)
    }
  })

  it('may be of one future alone', async () => {
    const futures = ['ZN', 'ZF']
    const one = await closesOf(
      await made({ futures, dislocation: { ZN: path } }),
      futures,
      '2019-03-11',
      '2019-03-12',
    )
    const none = await closesOf(await made({ futures }), futures, '2019-03-11', '2019-03-12')
    const differs = (id: string) => one.at('2019-03-11', id) - none.at('2019-03-11', id)
    expect(differs('ZN 2019-06')).toBeGreaterThan(0.3)
    expect(differs('ZF 2019-06')).toBe(0)
  })

  it('leaves the bonds where they are', async () => {
    const plain = await closesOf(await made(), ['UST'], '2019-03-11', '2019-03-12')
    expect(plain.on('2019-03-11', 'UST')).toEqual(closes.on('2019-03-11', 'UST'))
  })
})

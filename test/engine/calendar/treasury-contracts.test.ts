/** Shows the seven Treasury futures: their facts by date, and the days on which a contract is delivered. */

import { describe, expect, it } from 'vitest'
import { futureProductOf, indexProductOf } from '../../../engine/calendar/contracts.ts'
import { exchangeOf } from '../../../engine/calendar/exchange.ts'
import { lastTradingDayOf } from '../../../engine/calendar/future-ends.ts'
import { treasuryContractDates } from '../../../engine/calendar/treasury-contract-dates.ts'
import {
  THREE_YEAR_LARGER_FACE_FROM,
  tenYearBasketUpToEight,
  treasuryFutures,
} from '../../../engine/calendar/treasury-contracts.ts'
import { inForce } from '../../../engine/model/instrument.ts'
import { formatDay, monthOf, parseDay } from '../../../engine/model/time.ts'

const termsOn = (id: string, date: string) => {
  const { multiplier, ticks, delivery } = futureProductOf(id)
  const day = parseDay(date)
  const tick = inForce(ticks, day, 'tick')[0]?.tick ?? Number.NaN
  return {
    face: inForce(delivery?.face ?? [], day, 'face'),
    multiplier: inForce(multiplier, day, 'multiplier'),
    dollarsPerTick: tick * inForce(multiplier, day, 'multiplier'),
    basket: inForce(delivery?.basket ?? [], day, 'basket'),
    rule: delivery?.rule,
  }
}

describe('a Treasury future', () => {
  it.each([
    ['ZT', '2018-12-31', 2000, 15.625, 'short'],
    ['ZT', '2019-01-14', 2000, 7.8125, 'short'],
    ['Z3N', '2020-07-10', 2000, 15.625, 'short'],
    ['Z3N', '2020-07-13', 2000, 7.8125, 'short'],
    ['Z3N', THREE_YEAR_LARGER_FACE_FROM, 3000, 11.71875, 'short'],
    ['ZF', '2008-02-29', 1000, 15.625, 'short'],
    ['ZF', '2008-03-03', 1000, 7.8125, 'short'],
    ['ZN', '2017-12-01', 1000, 15.625, 'long'],
    ['TN', '2017-12-01', 1000, 15.625, 'long'],
    ['ZB', '2008-02-29', 1000, 31.25, 'long'],
    ['ZB', '2008-03-03', 1000, 15.625, 'long'],
    ['ZB', '2009-08-31', 1000, 31.25, 'long'],
    ['UB', '2017-12-01', 1000, 31.25, 'long'],
  ])('%s on %s has %d dollars a point and %d a tick', (id, date, multiplier, dollarsPerTick, rule) => {
    expect(termsOn(id, date)).toMatchObject({ multiplier, dollarsPerTick, rule, face: 100 * multiplier })
  })

  it('is one of seven, each found once, traded in Chicago and delivering US Treasuries', () => {
    expect(treasuryFutures.map(({ id }) => id)).toEqual(['ZT', 'Z3N', 'ZF', 'ZN', 'TN', 'ZB', 'UB'])
    for (const future of treasuryFutures) {
      expect(futureProductOf(future.id)).toBe(future)
      expect(future).toMatchObject({ exchange: 'CME', currency: 'USD', delivery: { bonds: 'UST' } })
    }
  })

  it('takes other bonds in other years', () => {
    expect(termsOn('ZB', '2010-12-01').basket.remainingMonthsMost).toBeNull()
    expect(termsOn('ZB', '2011-03-01').basket.remainingMonthsMost).toMatchObject({
      months: 300,
      inclusive: false,
    })
    expect(termsOn('Z3N', '2020-06-01').basket.originalMonthsMost).toBe(63)
    expect(termsOn('Z3N', '2020-09-01').basket.originalMonthsMost).toBe(84)
    expect(termsOn('ZN', '2030-03-01').basket.remainingMonthsMost?.months).toBe(120)
    expect(tenYearBasketUpToEight.remainingMonthsMost?.months).toBe(96)
  })
})

describe('the delivery of a contract', () => {
  it.each([
    ['ZN', '2017-12', ['2017-11-29', '2017-12-01', '2017-12-19', '2017-12-27', '2017-12-29']],
    ['ZB', '2023-12', ['2023-11-29', '2023-12-01', '2023-12-19', '2023-12-27', '2023-12-29']],
    ['ZT', '2017-12', ['2017-11-29', '2017-12-01', '2017-12-29', '2018-01-02', '2018-01-04']],
    // CME clearing advisory 15-056: Good Friday with a payroll report is a day of delivery.
    ['ZF', '2015-03', ['2015-02-26', '2015-03-02', '2015-03-31', '2015-04-01', '2015-04-03']],
  ])('of %s %s falls on %o', (id, month, dates) => {
    const { firstIntentionDay, firstDeliveryDay, lastTradingDay, lastIntentionDay, lastDeliveryDay } =
      treasuryContractDates(futureProductOf(id), month)
    const days = [firstIntentionDay, firstDeliveryDay, lastTradingDay, lastIntentionDay, lastDeliveryDay]
    expect(days.map(formatDay)).toEqual(dates)
  })

  it('goes its way in order, on days of the bond market, and trading ends in a session of the exchange', () => {
    const bonds = exchangeOf('SIFMA')
    for (const future of treasuryFutures) {
      for (let i = 0; i < 80; i++) {
        const month = monthOf(2008, 3 + 3 * i)
        const dates = treasuryContractDates(future, month)
        const days = Object.values(dates)
        expect(
          [...days].sort((a, b) => a - b),
          `${future.id} ${month}`,
        ).toEqual(days)
        expect(days.every(day => bonds.isSession(day))).toBe(true)
        expect(exchangeOf('CME').isSession(dates.lastTradingDay), `${future.id} ${month}`).toBe(true)
        expect(lastTradingDayOf(future, month)).toBe(dates.lastTradingDay)
      }
    }
  })

  it('is unknown to a future without one', () => {
    expect(() => treasuryContractDates(futureProductOf('GC'), '2017-12')).toThrow(
      /field product: "GC": this future delivers no bonds/,
    )
  })
})

describe('the market of US government bonds', () => {
  const market = exchangeOf('SIFMA')

  it('rests on days when the futures trade, and closes at five in New York', () => {
    const columbus = parseDay('2017-10-09')
    expect([market.isSession(columbus), exchangeOf('CME').isSession(columbus)]).toEqual([false, true])
    expect([market.business.isSession(columbus), market.trading.isSession(columbus)]).toEqual([false, false])
    expect(market.zone).toBe('America/New_York')
    expect(market.closeOf(parseDay('2017-10-10'))).toBe(Date.parse('2017-10-10T21:00Z'))
    expect(market.closeOf(parseDay('2017-12-11'))).toBe(Date.parse('2017-12-11T22:00Z'))
  })

  it('publishes the overnight rate and the par yields', () => {
    for (const id of ['SOFR', 'CMT'])
      expect(indexProductOf(id)).toMatchObject({ kind: 'index', exchange: 'SIFMA', currency: 'USD' })
  })
})

/** Holds every dated fact of the nine products against the contract vectors. */

import { describe, expect, it } from 'vitest'
import { optionProductOf } from '../../../engine/calendar/contracts.ts'
import { seriesOf } from '../../../engine/calendar/expiries.ts'
import { calendarOf } from '../../../engine/calendar/holidays.ts'
import { optionProducts } from '../../../engine/calendar/option-contracts.ts'
import { productExchangeOf } from '../../../engine/calendar/product-exchange.ts'
import { inForce, type OptionProduct, tickAt } from '../../../engine/model/instrument.ts'
import { formatDay, monthOf, parseDay } from '../../../engine/model/time.ts'
import { withOracle } from '../../fixtures/shared.ts'

interface Valid {
  readonly until?: string
  readonly from_?: string
  readonly scope?: string
}

interface Contract {
  readonly id: string
  readonly exchange: string
  readonly codes: Readonly<Record<string, string>>
  readonly underlying: string
  readonly currency: string
  readonly multiplier: number
  readonly deckPoint: number
  readonly deckPointValue: number
  readonly ticks: readonly (Valid & {
    readonly step: number | string
    readonly value: number
    readonly when?: string
  })[]
  readonly exercise: readonly (Valid & { readonly style: string })[]
  readonly settlement: string
  readonly premiumStyle: string
  readonly expiry: {
    readonly since?: string
    readonly time: readonly (Valid & { readonly t: string })[]
  }
  readonly itmRule: string
  readonly calendar: string
}

interface Contracts {
  readonly calendars: { readonly CME: string; readonly NYMEX: string; readonly Eurex: string }
  readonly products: readonly Contract[]
}

/** A month of the deck's year, for facts that have no dates. */
const DECK = '2009-11'

/** Vectors of the big S&P contract, which is another product, and of a page that nobody confirmed. */
const ofOthers = (when = ''): boolean => when.startsWith('SP,') || when.includes('not confirmed')

/** Premiums that lie in a band, its bounds where it includes them: `premium >= 0.0005`, `25 <= premium < 250`. */
function premiumsIn(when: string, step: number): number[] {
  const [, low, from] = /([\d.]+) <= premium/.exec(when) ?? /premium (>=?) ([\d.]+)/.exec(when) ?? []
  const least = from === undefined ? Number(low ?? 0) : Number(from) + (low === '>' ? step : 0)
  const [, sign, to] = /premium (<=?) ([\d.]+)/.exec(when) ?? []
  const most = to === undefined ? 100 * (least + step) : Number(to) - (sign === '<' ? step : 0)
  return [least, (least + most) / 2, most]
}

const stepOf = (step: number | string): number => {
  const [over = 1, under = 1] = String(step).split('/').map(Number)
  return over / under
}

/** The first day on which a fact holds and the last; the deck's year where it names none. */
const daysIn = ({ from_, until }: Valid): number[] =>
  [...(from_ ? [from_] : [`${DECK}-02`]), ...(until ? [until] : [])].map(date => parseDay(date))

/** Delivery months by contract month, from prose: `Jan->Feb`, `SAME month`, or the next quarterly. */
function delivers(prose: string, month: number): number {
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
  const arrow = new RegExp(`${names[month - 1]}->(\\w{3})`).exec(prose)
  if (arrow) return names.indexOf(arrow[1] ?? '') + 1
  if (/SAME month|even months their own month/.test(prose)) return month
  return Math.ceil(month / 3) * 3
}

const isQuarterly = (month: string): boolean => Number(month.slice(5)) % 3 === 0

/** The months of a year that a fact about series speaks of. */
function monthsIn(valid: Valid): string[] {
  const { scope = '' } = valid
  const year = scope.includes('now')
    ? 2026
    : Number(valid.from_?.slice(0, 4) ?? valid.until?.slice(0, 4) ?? 2009)
  return Array.from({ length: 12 }, (_, i) => monthOf(year, i + 1))
    .filter(month => !scope.startsWith('quarterly') || isQuarterly(month))
    .filter(month => !/^(serial|EW)/.test(scope) || !isQuarterly(month))
    .filter(month => !valid.until || month <= valid.until.slice(0, 7))
    .filter(month => !valid.from_ || month > valid.from_.slice(0, 7))
}

/** `CME equity (also …)`, `Eurex: no trading …`: the first word names the calendar. */
function calendarNamed(prose: string): 'CME' | 'NYMEX' | 'EUREX' {
  const word = prose.split(/[ :]/)[0]?.toUpperCase()
  if (word === 'CME' || word === 'NYMEX' || word === 'EUREX') return word
  throw new Error(`no calendar for ${prose}`)
}

withOracle<Contracts>('contracts', ({ calendars, products }) => {
  it('are of our nine products', () => {
    expect(products.map(({ id }) => id)).toEqual(optionProducts.map(({ id }) => id))
  })

  describe.each(products.map(vector => [vector.id, vector] as const))('%s', (id, vector) => {
    const product: OptionProduct = optionProductOf(id)
    const multiplier = inForce(product.multiplier, parseDay(`${DECK}-02`), 'multiplier')

    it('has its currency, multiplier and point', () => {
      expect([product.currency, multiplier, product.point]).toEqual([
        vector.currency,
        vector.multiplier,
        vector.deckPoint,
      ])
      expect(multiplier * product.point).toBeCloseTo(vector.deckPointValue, 9)
      expect(product.multiplier).toHaveLength(1)
    })

    it('moves by its ticks, premium by premium and date by date', () => {
      const ours = vector.ticks.filter(({ when }) => !ofOthers(when))
      expect(ours.length).toBeGreaterThan(0)
      for (const { step, value, when = '', ...valid } of ours) {
        for (const day of daysIn(valid)) {
          for (const premium of premiumsIn(when, stepOf(step))) {
            const tick = tickAt(inForce(product.ticks, day, 'tick'), premium)
            expect([premium, tick], `${when} ${formatDay(day)}`).toEqual([premium, stepOf(step)])
          }
        }
        expect(stepOf(step) * multiplier).toBeCloseTo(value, 9)
      }
    })

    it('is exercised in its style, series by series', () => {
      for (const { style, ...valid } of vector.exercise) {
        // The European currency options were listed beside the American ones before these ended.
        const from_ = valid.from_ === '2016-08-08' ? '2017-06-09' : valid.from_
        const months = monthsIn({ ...valid, ...(from_ ? { from_ } : {}), scope: scopeOf(valid) })
        expect(months.length).toBeGreaterThan(0)
        for (const month of months)
          expect([month, seriesOf(product, month).exercise]).toEqual([month, style.toLowerCase()])
      }
    })

    it('turns into what it should, month by month', () => {
      const { settlement } = product
      expect(settlement.kind).toBe(/^(future|cash)/.exec(vector.settlement)?.[1])
      for (let month = 1; month <= 12; month++) {
        const { underlying } = seriesOf(product, monthOf(2009, month))
        if (settlement.kind === 'cash') expect(underlying).toBe(settlement.index)
        else
          expect(underlying).toBe(`${settlement.future} ${monthOf(2009, delivers(vector.underlying, month))}`)
      }
    })

    it('is paid as its premium style says', () => {
      const style = vector.premiumStyle.startsWith('FUTURES STYLE') ? 'futuresStyle' : 'upFront'
      expect(product.premium).toEqual([{ from: null, value: style }])
    })

    it('stops trading at its time of day, by dates and kinds of months', () => {
      const times = vector.expiry.time.filter(({ scope }) => !scope?.startsWith('SP '))
      for (const { t, ...valid } of times) {
        const [, time = '', zone] = /(\d\d:\d\d)(?: (\w+\/\w+))/.exec(t) ?? []
        for (const month of monthsIn(t.includes('(now)') ? { scope: 'now' } : valid)) {
          const { expiresAt } = seriesOf(product, month)
          const local = new Intl.DateTimeFormat('en-GB', {
            timeZone: zone,
            hour: '2-digit',
            minute: '2-digit',
          }).format(expiresAt)
          expect([month, local]).toEqual([month, time])
        }
      }
    })

    it('is known since its rule is', () => {
      const [, name, year] = /^(\w+) (\d{4}) contract/.exec(vector.expiry.since ?? '') ?? []
      const first = product.expiry[0]?.from ?? null
      if (name === undefined) expect(first).toBe(null)
      else expect(first).toBe(`${year}-${name === 'August' ? '08' : '12'}-01`)
    })

    it('is exercised at the money as its rule says', () => {
      const fixing = /as EURFX|call exercised if fix >= strike; put exercised if fix < strike/
      const call = fixing.test(vector.itmRule)
      expect(product.exercisedAtTheMoney).toEqual({ call, put: false })
    })

    it('keeps the days of its exchange', () => {
      const exchange = productExchangeOf(product)
      expect(exchange.id.toLowerCase()).toBe(
        vector.exchange.split(' ')[0]?.toLowerCase().replace('cbot', 'cme').replace('comex', 'nymex'),
      )
      const holidays = calendarOf(calendarNamed(vector.calendar))
      for (let day = parseDay('2009-01-01'); day <= parseDay('2009-12-31'); day++)
        expect([formatDay(day), exchange.business.isSession(day)]).toEqual([
          formatDay(day),
          holidays.isSession(day),
        ])
    })

    it('answers to the codes it has been quoted under', () => {
      const codes = Object.values(vector.codes).join(' ')
      expect([product.id, ...product.aliases].filter(name => codes.includes(name)).length).toBeGreaterThan(0)
    })
  })

  it('close on the days that the calendars name', () => {
    const closedOn = (id: 'CME' | 'NYMEX' | 'EUREX', ...dates: string[]): void => {
      for (const date of dates)
        expect([date, calendarOf(id).isSession(parseDay(date))]).toEqual([date, false])
    }
    expect(Object.keys(calendars)).toEqual(['CME', 'NYMEX', 'Eurex'])
    expect(calendars.CME).toMatch(/Juneteenth \(from 2022\).*Columbus and Veterans Day are trading days/)
    closedOn('CME', '2022-06-20', '2023-01-02', '2021-12-24', '2009-07-03')
    expect(calendarOf('CME').isSession(parseDay('2021-06-18'))).toBe(true)
    expect(calendarOf('CME').isSession(parseDay('2021-12-31'))).toBe(true)
    expect(calendars.NYMEX).toMatch(/Plus the Friday after Thanksgiving up to and including 2009/)
    closedOn('NYMEX', '2009-11-27', '2008-11-28')
    expect(calendarOf('NYMEX').isSession(parseDay('2010-11-26'))).toBe(true)
    expect(calendars.Eurex).toMatch(/24 Dec, 25 Dec, 26 Dec, 31 Dec/)
    closedOn(
      'EUREX',
      '2008-01-01',
      '2008-03-21',
      '2008-03-24',
      '2008-05-01',
      '2008-12-24',
      '2008-12-26',
      '2008-12-31',
    )
  })
})

/** Styles of the S&P: its quarterlies in the deck's year, its third weeks today. */
function scopeOf({ scope }: Valid): string {
  if (scope === undefined) return ''
  return scope.startsWith('EW') ? 'EW3 now' : 'quarterly'
}

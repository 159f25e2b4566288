/** Holds holidays, business days, Treasury dates, third Fridays and day counts against the calendar vectors. */

import { describe, expect, it } from 'vitest'
import { act360, act365f, actActISDA, days, thirty360BondBasis } from '../../../engine/calendar/day-count.ts'
import { easterSunday } from '../../../engine/calendar/easter.ts'
import { treasuryBond } from '../../../engine/calendar/expiry-rules.ts'
import { calendarOf, type HolidaySetId, holidaysOf } from '../../../engine/calendar/holidays.ts'
import { thirdFridayOf, thirdWednesdayOf } from '../../../engine/calendar/nth-weekday.ts'
import { treasuryDates } from '../../../engine/calendar/treasury-dates.ts'
import { formatDay, parseDay } from '../../../engine/model/time.ts'
import { oracle } from '../../fixtures/shared.ts'

interface Case<In, Out> {
  readonly tag: string
  readonly in: In
  readonly out: Out
}

const setOf: Readonly<Record<string, HolidaySetId>> = {
  NYSE: 'NYSE',
  US_GOVT_BOND_SIFMA: 'SIFMA',
  US_FEDERAL_RESERVE: 'FED',
  US_FEDERAL_OFFICES: 'FEDERAL',
  TARGET: 'TARGET',
  EUREX: 'EUREX',
  CME_GLOBEX_INTEREST_RATE_FULL_CLOSE: 'CMEGlobex',
}

function setNamed(calendar: string): HolidaySetId {
  const id = setOf[calendar]
  if (!id) throw new Error(`no calendar for ${calendar}`)
  return id
}

const vectors = oracle('calendars') as { readonly cases: readonly Case<unknown, unknown>[] } | null

function casesOf<In, Out>(tag: string): readonly Case<In, Out>[] {
  const cases = (vectors?.cases ?? []).filter(each => each.tag === tag) as readonly Case<In, Out>[]
  expect(cases.length, `cases of ${tag}`).toBeGreaterThan(0)
  return cases
}

describe.skipIf(vectors === null)('calendar vectors', () => {
  it('keeps every holiday that the sources agree on, and no other', () => {
    interface In {
      readonly calendar: string
      readonly year: number
    }
    interface Out {
      readonly weekdayHolidays: readonly string[]
      readonly excludedDisputed: Readonly<Record<string, string>>
    }
    for (const { in: asked, out } of casesOf<In, Out>('holidays')) {
      const ours = holidaysOf(setNamed(asked.calendar), asked.year)
        .map(formatDay)
        .filter(date => !(date in out.excludedDisputed))
      expect(ours, `${asked.calendar} ${asked.year}`).toEqual(out.weekdayHolidays)
    }
  })

  it('finds Easter, third Fridays, option expiries and IMM dates', () => {
    interface Out {
      readonly thirdFriday: readonly string[]
      readonly equityOptionExpiry: readonly string[]
      readonly easterSunday: string
      readonly immThirdWednesday: readonly string[]
    }
    const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    const nyse = calendarOf('NYSE')
    for (const { in: asked, out } of casesOf<{ readonly year: number }, Out>('third_friday')) {
      const fridays = months.map(month => thirdFridayOf(asked.year, month))
      const expiries = fridays.map(day => (nyse.isSession(day) ? day : nyse.previous(day)))
      const imm = [3, 6, 9, 12].map(month => thirdWednesdayOf(asked.year, month))
      expect(fridays.map(formatDay)).toEqual(out.thirdFriday)
      expect(expiries.map(formatDay)).toEqual(out.equityOptionExpiry)
      expect(formatDay(easterSunday(asked.year))).toBe(out.easterSunday)
      expect(imm.map(formatDay)).toEqual(out.immThirdWednesday)
    }
  })

  it('dates the delivery month of Treasury futures', () => {
    const names = {
      lastBusinessDay: 'lastBusinessDay',
      lastTradeZN_ZB_UB_TN: 'lastTradeLong',
      lastTradeZT_Z3N_ZF: 'lastTradeShort',
      firstIntentionDay: 'firstIntentionDay',
      firstBusinessDay: 'firstBusinessDay',
      lastDeliveryLong: 'lastDeliveryLong',
      lastDeliveryShort: 'lastDeliveryShort',
    } as const
    type Out = Readonly<Record<string, Partial<Readonly<Record<keyof typeof names, string>>>>>
    for (const { out } of casesOf<unknown, Out>('treasury_futures_dates')) {
      for (const [month, dates] of Object.entries(out)) {
        const ours = treasuryDates(month, calendarOf('SIFMA'))
        for (const [name, date] of Object.entries(dates)) {
          expect(formatDay(ours[names[name as keyof typeof names]]), `${month} ${name}`).toBe(date)
        }
      }
    }
  })

  it('ends Treasury options on the Friday two business days before month end', () => {
    const calendars = { business: calendarOf('SIFMA'), federal: calendarOf('FEDERAL') }
    for (const { out } of casesOf<unknown, Readonly<Record<string, string>>>('treasury_option_expiry')) {
      for (const [month, date] of Object.entries(out)) {
        expect(formatDay(treasuryBond(month, calendars)), month).toBe(date)
      }
    }
  })

  it('adds and counts business days', () => {
    interface In {
      readonly calendar: string
      readonly date: string
      readonly addBusinessDays: number
      readonly endExclusive: string
    }
    interface Out {
      readonly result: string
      readonly isBusinessDay: boolean
      readonly countHalfOpen: number
    }
    for (const { in: asked, out } of casesOf<In, Out>('business_days')) {
      const calendar = calendarOf(setNamed(asked.calendar))
      const day = parseDay(asked.date)
      const ours = {
        result: formatDay(calendar.add(day, asked.addBusinessDays)),
        isBusinessDay: calendar.isSession(day),
        countHalfOpen: calendar.count(day, parseDay(asked.endExclusive)),
      }
      expect(ours, `${asked.calendar} ${asked.date} ${asked.addBusinessDays}`).toEqual(out)
    }
  })

  it('counts days by each convention', () => {
    const conventions = { days, act360, act365f, actActISDA, thirty360BondBasis }
    type Names = keyof typeof conventions
    interface In {
      readonly start: string
      readonly end: string
    }
    for (const { in: asked, out } of casesOf<In, Readonly<Record<Names, number>>>('daycount')) {
      for (const name of Object.keys(conventions) as Names[]) {
        const ours = conventions[name](parseDay(asked.start), parseDay(asked.end))
        const off = Math.abs(ours - out[name])
        expect(off, `${name} ${asked.start} ${asked.end}`).toBeLessThanOrEqual(
          1e-15 + 1e-13 * Math.abs(out[name]),
        )
      }
    }
  })
})

/** Shows that the arithmetic on sessions holds together, for rules and for lists alike. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commonDays, type DayCalendar, listCalendar } from '../../../engine/calendar/day-calendar.ts'
import { calendarOf, type HolidaySetId } from '../../../engine/calendar/holidays.ts'
import { dayOf, weekdayOf } from '../../../engine/model/time.ts'

const ids: readonly HolidaySetId[] = [
  'NYSE',
  'SIFMA',
  'FED',
  'FEDERAL',
  'TARGET',
  'EUREX',
  'FRANKFURT',
  'CME',
  'NYMEX',
  'CMEGlobex',
]

const from = dayOf(1990, 1, 1)
const to = dayOf(2040, 12, 31)
const nyse = calendarOf('NYSE')

const calendars: readonly (readonly [string, DayCalendar])[] = [
  ...ids.map(id => [id, calendarOf(id)] as const),
  ['a list', listCalendar(nyse.sessions(from - 1000, to + 1000))],
]

const anyDay = fc.integer({ min: from, max: to })
const anySteps = fc.integer({ min: -400, max: 400 })

describe.each(calendars)('the sessions of %s', (_, calendar) => {
  it('lie next to each other', () => {
    fc.assert(
      fc.property(anyDay, day => {
        const next = calendar.next(day)
        const previous = calendar.previous(day)
        expect(calendar.isSession(next) && calendar.isSession(previous)).toBe(true)
        expect(previous < day && day < next).toBe(true)
        expect(calendar.count(previous + 1, next)).toBe(calendar.isSession(day) ? 1 : 0)
        expect(calendar.previous(calendar.next(previous))).toBe(previous)
        expect(calendar.next(calendar.previous(next))).toBe(next)
      }),
    )
  })

  it('count as many as were added', () => {
    fc.assert(
      fc.property(anyDay, anySteps, (day, n) => {
        const session = calendar.add(day, 0)
        expect(session).toBe(calendar.isSession(day) ? day : calendar.next(day))
        expect(calendar.count(session, calendar.add(session, n))).toBe(n)
        expect(calendar.add(calendar.add(session, n), -n)).toBe(session)
      }),
    )
  })

  it('are as many in a list as by count, and swapped ends count backwards', () => {
    fc.assert(
      fc.property(anyDay, anySteps, (day, n) => {
        const last = day + Math.abs(n)
        const listed = calendar.sessions(day, last)
        expect(listed.length).toBe(calendar.count(day, last + 1))
        expect(listed.every(day => calendar.isSession(day))).toBe(true)
        expect(calendar.count(last + 1, day)).toBe(0 - listed.length)
      }),
    )
  })

  it('are never on a weekend', () => {
    fc.assert(fc.property(anyDay, day => weekdayOf(day) < 6 || !calendar.isSession(day)))
  })
})

describe('the days that two calendars have in common', () => {
  it('are sessions of both', () => {
    const [frankfurt, target] = [calendarOf('FRANKFURT'), calendarOf('TARGET')]
    const both = commonDays(frankfurt, target)
    fc.assert(
      fc.property(anyDay, day => {
        expect(both.isSession(day)).toBe(frankfurt.isSession(day) && target.isSession(day))
      }),
    )
    expect(both.next(dayOf(2018, 10, 2))).toBe(dayOf(2018, 10, 4))
  })
})

describe('a listed calendar', () => {
  const listed = listCalendar([10, 11, 20])

  it('agrees with the rule that made its list', () => {
    const list = listCalendar(nyse.sessions(from - 1000, to + 1000))
    fc.assert(
      fc.property(anyDay, anySteps, (day, n) => {
        expect(list.isSession(day)).toBe(nyse.isSession(day))
        expect(list.add(day, n)).toBe(nyse.add(day, n))
      }),
    )
  })

  it('walks its own days only', () => {
    expect(listed.next(11)).toBe(20)
    expect(listed.previous(19)).toBe(11)
    expect(listed.add(12, 0)).toBe(20)
    expect(listed.add(12, -2)).toBe(10)
    expect(listed.sessions(11, 20)).toEqual([11, 20])
  })

  it('says so at its ends', () => {
    expect(() => listed.next(20)).toThrow(/"1970-01-21": the listed sessions do not reach that far/)
    expect(() => listed.previous(10)).toThrow(/do not reach that far/)
    expect(() => listed.add(10, 3)).toThrow(/do not reach that far/)
  })

  it('refuses days out of order, and days listed twice', () => {
    expect(() => listCalendar([10, 12, 11])).toThrow(/"1970-01-12": sessions must be listed once each/)
    expect(() => listCalendar([10, 10])).toThrow(/ascending/)
  })
})

/** Dates around an expiry: days left, the week of the last trading day, and the session before it. */

import { describe, expect, it } from 'vitest'
import type { Session } from '../../../engine/model/market.ts'
import { formatDay, MS_PER_DAY, parseDay, weekdayOf } from '../../../engine/model/time.ts'
import {
  daysToExpiry,
  inExpiryWeek,
  lastBeforeExpiryWeek,
  mondayOf,
} from '../../../strategies/rules/window.ts'

/** Weekdays from one date to another without the holidays, each closing at 21:00 UTC. */
function sessions(from: string, to: string, holidays: readonly string[] = []): Session[] {
  const days = Array.from({ length: parseDay(to) - parseDay(from) + 1 }, (_, i) => parseDay(from) + i)
  return days
    .filter(day => weekdayOf(day) < 6 && !holidays.includes(formatDay(day)))
    .map(day => ({ day, close: day * MS_PER_DAY + 21 * 3_600_000 }))
}

const GOLD_EXPIRY = parseDay('2009-10-27')

describe('days to expiry', () => {
  it.each([
    ['2009-10-08', '2009-10-27', 19],
    ['2009-10-12', '2009-10-27', 15],
    ['2009-10-16', '2009-11-06', 21],
    ['2009-10-27', '2009-10-27', 0],
    ['2009-10-28', '2009-10-27', -1],
    ['2008-02-28', '2008-03-01', 2],
  ])('from %s to %s are %i calendar days', (session, expiry, days) => {
    expect(daysToExpiry(parseDay(session), parseDay(expiry))).toBe(days)
  })
})

describe('the week of the last trading day', () => {
  it.each([
    ['2009-10-27', '2009-10-26'],
    ['2009-11-06', '2009-11-02'],
    ['2009-10-26', '2009-10-26'],
    ['2009-11-01', '2009-10-26'],
  ])('of %s starts on Monday %s', (day, monday) => {
    expect(formatDay(mondayOf(parseDay(day)))).toBe(monday)
  })

  it.each([
    ['2009-10-23', false],
    ['2009-10-25', false],
    ['2009-10-26', true],
    ['2009-10-27', true],
    ['2009-10-28', false],
  ])('of 27 October 2009 has %s in it: %s', (day, expected) => {
    expect(inExpiryWeek(parseDay(day), GOLD_EXPIRY)).toBe(expected)
  })
})

describe('the session before that week', () => {
  const isLast = (day: string, list: readonly Session[], expiry = GOLD_EXPIRY): boolean => {
    const session = list.find(one => formatDay(one.day) === day)
    return session !== undefined && lastBeforeExpiryWeek(list, session, expiry)
  }

  it.each([
    ['2009-10-22', false],
    ['2009-10-23', true],
    ['2009-10-26', false],
    ['2009-10-27', false],
    ['2009-10-16', false],
  ])('of 27 October 2009 is %s: %s', (day, expected) => {
    expect(isLast(day, sessions('2009-10-05', '2009-11-30'))).toBe(expected)
  })

  it('is Thursday when Friday is a holiday', () => {
    const list = sessions('2009-10-05', '2009-11-30', ['2009-10-23'])
    expect([isLast('2009-10-22', list), isLast('2009-10-21', list)]).toEqual([true, false])
  })

  it('is Friday when Monday is a holiday', () => {
    expect(isLast('2009-10-23', sessions('2009-10-05', '2009-11-30', ['2009-10-26']))).toBe(true)
  })

  it('is not known where the calendar ends', () => {
    expect(isLast('2009-10-23', sessions('2009-10-05', '2009-10-23'))).toBe(false)
  })
})

/** Holds the holiday rules against dates that are well known, and against session lists where they are at hand. */

import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { easterSunday } from '../../../engine/calendar/easter.ts'
import { calendarOf, type HolidaySetId, holidaysOf } from '../../../engine/calendar/holidays.ts'
import { dayOf, formatDay, parseDay } from '../../../engine/model/time.ts'

describe('Easter', () => {
  it.each([
    '1954-04-18',
    '1961-04-02',
    '1981-04-19',
    '2000-04-23',
    '2008-03-23',
    '2011-04-24',
    '2019-04-21',
    '2024-03-31',
    '2038-04-25',
    '2049-04-18',
    '2076-04-19',
  ])('is on %s', date => {
    expect(formatDay(easterSunday(Number(date.slice(0, 4))))).toBe(date)
  })
})

describe('holidays', () => {
  const closed: readonly (readonly [HolidaySetId, string, string])[] = [
    ['NYSE', '2012-10-30', 'the hurricane'],
    ['NYSE', '2001-09-14', 'the week of the attacks'],
    ['NYSE', '2022-06-20', 'the first Juneteenth, a Sunday'],
    ['NYSE', '2021-12-24', 'Christmas on a Saturday'],
    ['SIFMA', '2009-10-12', 'Columbus Day'],
    ['SIFMA', '1994-01-17', 'Martin Luther King, earlier than at the exchanges'],
    ['FED', '2023-01-02', 'New Year on a Sunday'],
    ['FEDERAL', '2021-12-31', 'New Year on a Saturday, kept in the year before'],
    ['FEDERAL', '2020-07-03', 'Independence Day on a Saturday'],
    ['TARGET', '2019-05-01', 'Labour Day'],
    ['EUREX', '2009-12-24', 'Christmas Eve'],
    ['EUREX', '2021-12-31', 'New Year’s Eve'],
    ['CME', '2015-04-03', 'Good Friday with payrolls'],
    ['CME', '2027-06-18', 'Juneteenth on a Saturday'],
    ['NYMEX', '2009-11-27', 'the day after Thanksgiving, old'],
    ['CMEGlobex', '2009-04-10', 'Good Friday'],
  ]
  it.each(closed)('%s is closed on %s: %s', (id, date) => {
    expect(calendarOf(id).isSession(parseDay(date))).toBe(false)
  })

  const open: readonly (readonly [HolidaySetId, string, string])[] = [
    ['NYSE', '2021-12-31', 'New Year on a Saturday is lost'],
    ['NYSE', '2021-06-18', 'no Juneteenth yet'],
    ['NYSE', '1997-01-20', 'no Martin Luther King yet'],
    ['NYSE', '2009-10-12', 'Columbus Day'],
    ['SIFMA', '2015-04-03', 'Good Friday with payrolls'],
    ['SIFMA', '2006-11-10', 'Veterans Day on a Saturday is lost'],
    ['FED', '2020-07-03', 'Independence Day on a Saturday is lost'],
    ['FED', '2009-04-10', 'Good Friday'],
    ['TARGET', '2009-12-24', 'Christmas Eve'],
    ['EUREX', '2021-12-30', 'the last exchange day of 2021'],
    ['CME', '2009-11-27', 'the day after Thanksgiving'],
    ['NYMEX', '2013-11-29', 'the day after Thanksgiving, new'],
    ['CMEGlobex', '2010-01-18', 'Martin Luther King, a shortened session'],
  ]
  it.each(open)('%s is open on %s: %s', (id, date) => {
    expect(calendarOf(id).isSession(parseDay(date))).toBe(true)
  })

  it('lists the weekdays of a year on which a market is closed', () => {
    expect(holidaysOf('EUREX', 2009).map(formatDay)).toEqual([
      '2009-01-01',
      '2009-04-10',
      '2009-04-13',
      '2009-05-01',
      '2009-12-24',
      '2009-12-25',
      '2009-12-31',
    ])
  })
})

/** Session lists of another calendar library, and where its calendar means to differ. */
const lists: readonly (readonly [string, HolidaySetId, readonly string[]])[] = [
  ['xnys', 'NYSE', []],
  // It closes the whole exchange for days of mourning, on which only the index futures rested.
  ['cmes', 'CMEGlobex', ['1994-04-27', '2004-06-11', '2007-01-02', '2018-12-05', '2025-01-09']],
  ['xeur', 'EUREX', []],
]

describe.each(lists)('the session list %s', (file, id, onlyHere) => {
  const path = fileURLToPath(new URL(`../../../../shared/data/calendars/${file}.csv`, import.meta.url))

  it.skipIf(!existsSync(path))(`has the sessions of ${id}`, () => {
    const theirs = readFileSync(path, 'utf8')
      .split('\n')
      .slice(1)
      .filter(line => line !== '')
      .map(line => line.slice(0, 10))
    const ends = [theirs[0], theirs.at(-1)].map(date => parseDay(date ?? ''))
    const ours = calendarOf(id)
      .sessions(ends[0] ?? 0, ends[1] ?? 0)
      .map(formatDay)
    expect(ours.filter(date => !onlyHere.includes(date))).toEqual(theirs)
  })
})

describe('the calendars of the CME Group', () => {
  it('nest: what counts towards an expiry settles, what settles trades', () => {
    for (let day = dayOf(1998, 1, 1); day < dayOf(2040, 1, 1); day++) {
      if (calendarOf('NYMEX').isSession(day)) expect(calendarOf('CME').isSession(day)).toBe(true)
      if (calendarOf('CME').isSession(day)) expect(calendarOf('CMEGlobex').isSession(day)).toBe(true)
    }
  })
})

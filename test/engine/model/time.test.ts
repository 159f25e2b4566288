/** Days as numbers, and dates as people write them. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DataError } from '../../../engine/model/errors.ts'
import {
  civilOf,
  dayOf,
  formatDay,
  MS_PER_DAY,
  monthOf,
  parseDay,
  parseMonth,
  weekdayOf,
} from '../../../engine/model/time.ts'

describe('a day number', () => {
  it.each([
    ['1970-01-01', 0, 4],
    ['1969-12-31', -1, 3],
    ['1969-12-28', -4, 7],
    ['1900-02-28', -25_509, 3],
    ['1900-03-01', -25_508, 4],
    ['2000-02-29', 11_016, 2],
    ['2009-10-27', 14_544, 2],
    ['2024-02-29', 19_782, 4],
    ['2100-03-01', 47_541, 1],
  ])('%s is day %i, weekday %i', (iso, day, weekday) => {
    expect(parseDay(iso)).toBe(day)
    expect(formatDay(day)).toBe(iso)
    expect(weekdayOf(day)).toBe(weekday)
  })

  it('is the date it was made of, before and after 1970', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), day => {
        const { year, month, day: date } = civilOf(day)
        expect(dayOf(year, month, date)).toBe(day)
        expect(parseDay(formatDay(day))).toBe(day)
        expect(weekdayOf(day)).toBe(new Date(day * MS_PER_DAY).getUTCDay() || 7)
      }),
      { seed: 1 },
    )
  })

  it('moves through the week in order', () => {
    const week = Array.from({ length: 15 }, (_, i) => weekdayOf(i - 11))
    expect(week).toEqual([7, 1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7])
  })

  it('of day 0 is the last of the month before', () => {
    expect(formatDay(dayOf(2008, 3, 0))).toBe('2008-02-29')
    expect(formatDay(dayOf(2009, 1, 0))).toBe('2008-12-31')
  })
})

describe('a date that does not exist', () => {
  it.each([
    '2009-02-29',
    '1900-02-29',
    '2009-02-30',
    '2009-13-01',
    '2009-00-10',
    '2009-04-31',
    '2009-1-2',
    '27.10.2009',
    '2009-10-27T00:00',
    ' 2009-10-27',
    '',
  ])('is refused: "%s"', text => {
    expect(() => parseDay(text)).toThrow(DataError)
  })

  it('is named with its field and quoted', () => {
    expect(() => parseDay('2009-02-30', 'from')).toThrow(
      'field from: "2009-02-30": no such date; write it as YYYY-MM-DD',
    )
  })
})

describe('a month', () => {
  it.each([
    [2009, 1, '2009-01'],
    [2009, 12, '2009-12'],
    [2009, 13, '2010-01'],
    [2009, 0, '2008-12'],
    [2009, -11, '2008-01'],
    [2009, -12, '2007-12'],
    [2009, 37, '2012-01'],
    [987, 6, '0987-06'],
  ])('%i, %i is %s', (year, month, expected) => {
    expect(monthOf(year, month)).toBe(expected)
  })

  it('is read back', () => {
    expect(parseMonth('2009-12')).toEqual({ year: 2009, month: 12 })
    expect(parseMonth('2010-01')).toEqual({ year: 2010, month: 1 })
  })

  it.each(['2009-00', '2009-13', '2009-1', '2009', '2009-12-01', 'Dec 2009'])('"%s" is refused', text => {
    expect(() => parseMonth(text, 'month')).toThrow(`field month: "${text}"`)
  })
})

describe('civil dates by arithmetic', () => {
  const utcOf = (day: number) => {
    const date = new Date(day * MS_PER_DAY)
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
  }

  it('are those of Date, on every day of nine hundred years', () => {
    for (let day = dayOf(1600, 1, 1); day < dayOf(2500, 1, 1); day++) {
      const { year, month, day: inMonth } = civilOf(day)
      const utc = utcOf(day)
      if (year !== utc.year || month !== utc.month || inMonth !== utc.day)
        expect.fail(`differs on day ${day}`)
      if (dayOf(year, month, inMonth) !== day) expect.fail(`does not come back on day ${day}`)
    }
  })

  it.each([
    [2024, 3, 0],
    [2023, 14, 31],
    [2024, -1, 15],
    [99, 1, 1],
    [2024, 2, 30],
    [2024, 1, 1.5],
    [Number.NaN, 1, 1],
  ])('run over as those of Date do: %s, %s, %s', (year, month, day) => {
    expect(dayOf(year, month, day)).toBe(Date.UTC(year, month - 1, day) / MS_PER_DAY)
  })
})

import { fc, test } from '@fast-check/vitest'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { instantReader } from '../../../datasets/importers/date-format.ts'

describe('a date format', () => {
  const format = fc.constantFrom(
    'yyyy-MM-dd HH:mm:ss',
    'dd.MM.yyyy HH:mm',
    'yyyyMMddHHmmss',
    "yyyy-MM-dd'T'HH:mm",
  )
  const zone = fc.constantFrom(
    'America/New_York',
    'Europe/Berlin',
    'Asia/Kolkata',
    'UTC',
    'Australia/Lord_Howe',
  )
  const minute = fc.integer({ min: Date.UTC(1990, 0, 1) / 60_000, max: Date.UTC(2030, 0, 1) / 60_000 })

  test.prop([format, zone, minute])(
    'reads what luxon writes, in every zone, the first instant that is written so',
    (tokens, name, at) => {
      const textAt = (instant: number): string =>
        DateTime.fromMillis(instant, { zone: name }).toFormat(tokens)
      const instant = at * 60_000
      const text = textAt(instant)
      const first = [120, 60, 30, 0]
        .map(minutes => instant - minutes * 60_000)
        .find(one => textAt(one) === text)
      expect(instantReader(tokens, name)(text)).toBe(first)
    },
  )

  it('reads the hours around a change of the clocks', () => {
    const read = instantReader('yyyy-MM-dd HH:mm', 'America/New_York')
    expect(read('2024-03-10 01:59')).toBe(Date.UTC(2024, 2, 10, 6, 59))
    expect(read('2024-03-10 03:00')).toBe(Date.UTC(2024, 2, 10, 7, 0))
    expect(read('2024-11-03 09:30')).toBe(Date.UTC(2024, 10, 3, 14, 30))
  })

  it('knows no time that the clocks skip, and takes one that occurs twice for the first', () => {
    for (const format of ['yyyy-MM-dd HH:mm', 'yyyy-MM-dd H:mm']) {
      const read = instantReader(format, 'Europe/Berlin')
      expect(read('2024-03-31 02:30')).toBeNaN()
      expect(read('2024-03-31 03:30')).toBe(Date.UTC(2024, 2, 31, 1, 30))
      expect(read('2024-10-27 02:30')).toBe(Date.UTC(2024, 9, 27, 0, 30))
      expect(read('2024-10-27 03:30')).toBe(Date.UTC(2024, 9, 27, 2, 30))
    }
  })

  it('reads Unix time and names of months', () => {
    expect(instantReader('x', 'UTC')('1294088400000')).toBe(1294088400000)
    expect(instantReader('X', 'UTC')('1294088400')).toBe(1294088400000)
    expect(instantReader('dd LLL yyyy', 'UTC')('03 Jan 2011')).toBe(Date.UTC(2011, 0, 3))
  })

  it.each(['2024-02-30', '2024-13-01', '2024-00-10', '2024-1-05', ' 2024-01-05', 'x', ''])(
    'knows no date "%s"',
    text => {
      expect(instantReader('yyyy-MM-dd', 'UTC')(text)).toBeNaN()
    },
  )
})

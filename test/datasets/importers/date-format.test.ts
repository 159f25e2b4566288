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
    'reads what luxon writes, in every zone, daylight saving included',
    (tokens, name, at) => {
      const text = DateTime.fromMillis(at * 60_000, { zone: name }).toFormat(tokens)
      const expected = DateTime.fromFormat(text, tokens, { zone: name }).toMillis()
      expect(instantReader(tokens, name)(text)).toBe(expected)
    },
  )

  it('reads the hours around a change of the clocks', () => {
    const read = instantReader('yyyy-MM-dd HH:mm', 'America/New_York')
    expect(read('2024-03-10 01:59')).toBe(Date.UTC(2024, 2, 10, 6, 59))
    expect(read('2024-03-10 03:00')).toBe(Date.UTC(2024, 2, 10, 7, 0))
    expect(read('2024-11-03 09:30')).toBe(Date.UTC(2024, 10, 3, 14, 30))
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

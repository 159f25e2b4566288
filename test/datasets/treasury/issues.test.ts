/** The modelled list of issues: which, when, and with what coupon. */

import { existsSync, readFileSync } from 'node:fs'
import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { auctionCalendar, modelledIssues, type ParYields, TENORS } from '../../../datasets/treasury/issues.ts'
import { calendarOf } from '../../../engine/calendar/holidays.ts'
import { formatDay, parseDay } from '../../../engine/model/time.ts'
import { sharedPath } from '../../fixtures/shared.ts'

/** The same yield of every term on every session. */
const flat =
  (percent: number): ParYields =>
  day =>
    calendarOf('SIFMA').isSession(day) ? percent : null

const issued = (yields: ParYields, from: string, to = from, more = {}) =>
  modelledIssues(yields, { from: parseDay(from), to: parseDay(to), ...more })
const ids = (yields: ParYields, from: string, to = from, more = {}): string[] =>
  issued(yields, from, to, more).map(({ id }) => id)

describe('the auction calendar', () => {
  it('sells seven terms in a refunding month', () => {
    expect(ids(flat(4.3), '2024-02-01', '2024-02-29')).toEqual([
      'UST 4.25 2026-02-28 2Y',
      'UST 4.25 2027-02-15 3Y',
      'UST 4.25 2029-02-28 5Y',
      'UST 4.25 2031-02-28 7Y',
      'UST 4.25 2034-02-15 10Y',
      'UST 4.25 2044-02-15 20Y',
      'UST 4.25 2054-02-15 30Y',
    ])
  })

  it('sells four in another', () => {
    expect(ids(flat(4.3), '2024-03-01', '2024-03-31')).toEqual([
      'UST 4.25 2026-03-31 2Y',
      'UST 4.25 2027-03-15 3Y',
      'UST 4.25 2029-03-31 5Y',
      'UST 4.25 2031-03-31 7Y',
    ])
  })

  it.each([
    ['3Y', '2008-10-01', '2008-11-30', ['2008-11-15']],
    ['7Y', '2009-01-01', '2009-03-31', ['2009-02-28', '2009-03-31']],
    ['20Y', '2020-02-01', '2020-08-31', ['2020-05-15', '2020-08-15']],
    ['30Y', '2001-05-01', '2006-05-31', ['2001-05-15', '2001-08-15', '2006-02-15', '2006-05-15']],
    ['10Y', '2001-11-01', '2002-02-28', ['2001-11-15', '2002-02-15']],
  ])('starts, stops and resumes the %s between %s and %s', (tenor, from, to, days) => {
    const found = issued(flat(4), from, to).filter(({ id }) => id.endsWith(` ${tenor}`))
    expect(found.map(issue => formatDay(issue.issued))).toEqual(days)
  })

  it('may be another one', () => {
    const calendar = auctionCalendar
      .filter(({ tenor }) => tenor === '20Y')
      .map(terms => ({ ...terms, spans: [{ from: null, to: null }] }))
    expect(ids(flat(5), '1995-01-01', '1995-03-01', { calendar })).toEqual(['UST 5 2015-02-15 20Y'])
  })

  it('dates what it sells: issue, maturity and original term', () => {
    expect(issued(flat(4), '2024-02-29')).toMatchObject([
      {
        maturity: parseDay('2026-02-28'),
        issued: parseDay('2024-02-29'),
        originalMonths: 24,
        firstCoupon: null,
      },
      { originalMonths: 60 },
      { maturity: parseDay('2031-02-28'), originalMonths: 84 },
    ])
    expect(issued(flat(4), '2024-02-16', '2024-02-28')).toEqual([])
  })
})

describe('the coupon', () => {
  it.each([
    [4.37, 4.25],
    [4.375, 4.375],
    [2.43, 2.375],
    [0.13, 0.125],
    [0.05, 0.125],
    [-0.4, 0.125],
  ])('of a yield of %d is %d', (percent, coupon) => {
    expect(issued(flat(percent), '2024-08-15').map(({ couponPercent }) => couponPercent)).toEqual([
      coupon,
      coupon,
      coupon,
      coupon,
    ])
  })

  test.prop([fc.integer({ min: 13, max: 1600 })], { seed: 4 })(
    'is the greatest eighth that is not above the yield',
    hundredths => {
      const percent = hundredths / 100
      for (const { couponPercent } of issued(flat(percent), '2024-08-15')) {
        expect(Number.isInteger(couponPercent * 8)).toBe(true)
        expect(couponPercent).toBeLessThanOrEqual(percent)
        expect(couponPercent + 0.125).toBeGreaterThan(percent)
      }
    },
  )

  it('is set at the auction: two published days before the last one not after the issue', () => {
    // 15 August 2015 is a Saturday; the last three published days before it are 12, 13 and 14 August.
    const published: Record<string, number> = {
      '2015-08-11': 1,
      '2015-08-12': 2,
      '2015-08-13': 3,
      '2015-08-14': 4,
      '2015-08-17': 5,
    }
    const yields: ParYields = day => published[formatDay(day)] ?? null
    const coupons = (auctionLag?: number) =>
      issued(yields, '2015-08-15', '2015-08-15', auctionLag === undefined ? {} : { auctionLag }).map(
        ({ couponPercent }) => couponPercent,
      )
    expect(coupons()).toEqual([2, 2, 2])
    expect(coupons(0)).toEqual([4, 4, 4])
    expect(coupons(3)).toEqual([1, 1, 1])
    expect(() => coupons(4)).toThrow(
      /field 3Y: "2015-08-15": no yield of 3Y was published in the month before/,
    )
    expect(() => coupons(0.5)).toThrow(/field auctionLag: "0.5"/)
  })

  it('needs the yield of its own term', () => {
    const yields: ParYields = (day, tenor) => (tenor === '30Y' ? null : flat(4)(day, tenor))
    expect(() => issued(yields, '2024-08-15')).toThrow(/no yield of 30Y/)
  })
})

test.prop(
  [
    fc.integer({ min: parseDay('1995-01-01'), max: parseDay('2030-01-01') }),
    fc.integer({ min: 0, max: 400 }),
  ],
  { seed: 5, numRuns: 50 },
)(
  'issues of two spans are those of the whole, ascending by maturity and each with a name of its own',
  (from, length) => {
    const yields: ParYields = () => 3
    const [middle, to] = [from + Math.floor(length / 2), from + length]
    const whole = modelledIssues(yields, { from, to })
    const halves = [
      modelledIssues(yields, { from, to: middle }),
      modelledIssues(yields, { from: middle + 1, to }),
    ].flat()
    expect(new Set(whole.map(({ id }) => id))).toEqual(new Set(halves.map(({ id }) => id)))
    expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length)
    expect(
      whole.every((issue, index) => index === 0 || issue.maturity >= (whole[index - 1]?.maturity ?? 0)),
    ).toBe(true)
    expect(whole.every(issue => issue.issued >= from && issue.issued <= to)).toBe(true)
  },
)

const curve = sharedPath('data/treasury/ust_par_yields.csv')

describe.skipIf(!existsSync(curve))('by the real curve', () => {
  function realYields(): ParYields {
    const [header = [], ...rows] = readFileSync(curve, 'utf8')
      .trim()
      .split('\n')
      .map(line => line.split(','))
    const columns = TENORS.map(tenor => [tenor, header.indexOf(tenor.replace('Y', 'yr'))] as const)
    const byDay = new Map(
      rows.map(cells => [
        parseDay(cells[0] ?? ''),
        Object.fromEntries(
          columns.flatMap(([tenor, column]) => (cells[column] ? [[tenor, Number(cells[column])]] : [])),
        ),
      ]),
    )
    return (day, tenor) => byDay.get(day)?.[tenor] ?? null
  }

  it('the ten-year note of August 2014 has its real coupon of 2.375 %', () => {
    expect(ids(realYields(), '2014-08-15')).toContain('UST 2.375 2024-08-15 10Y')
  })

  it.each([
    // Bonds with published conversion factors that the model meets exactly.
    ['2008-10-31', 'UST 1.5 2010-10-31 2Y'],
    ['2008-10-31', 'UST 2.75 2013-10-31 5Y'],
    ['2008-11-15', 'UST 3.75 2018-11-15 10Y'],
    ['2008-05-15', 'UST 4.5 2038-05-15 30Y'],
    ['2011-03-31', 'UST 2.875 2018-03-31 7Y'],
    ['2010-06-15', 'UST 1.125 2013-06-15 3Y'],
  ])('of %s has %s', (date, id) => {
    expect(ids(realYields(), date)).toContain(id)
  })

  it('makes every issue from 1990 on', () => {
    const all = issued(realYields(), '1990-02-15', '2025-06-30')
    expect(all.length).toBeGreaterThan(1500)
    expect(Math.min(...all.map(({ couponPercent }) => couponPercent))).toBe(0.125)
    expect(Math.max(...all.map(({ couponPercent }) => couponPercent))).toBeLessThan(9.25)
  })
})

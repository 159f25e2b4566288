/** A list of issues of the user's own. */

import { describe, expect, it } from 'vitest'
import { readIssues } from '../../../datasets/treasury/read-issues.ts'
import { parseDay } from '../../../engine/model/time.ts'
import { fileIn, tempFolders } from '../../fixtures/temp-folder.ts'

const folder = tempFolders()
const HEADER = 'cusip,couponPercent,issued,maturity,originalTerm'
const take = (text: string) => readIssues(fileIn(folder(), 'issues.csv', text))

// Made-up identifiers.
const NOTE = '912000AA1,2.375,2014-08-15,2024-08-15,10Y'
const BOND = '912000BB2,4,2012-11-15,2042-11-15,30-Year'

describe('a list of issues', () => {
  it('becomes issues, ascending by maturity', async () => {
    expect(await take(`${HEADER}\n${BOND}\n${NOTE}\n`)).toEqual([
      {
        id: 'UST 2.375 2024-08-15 10Y',
        couponPercent: 2.375,
        issued: parseDay('2014-08-15'),
        maturity: parseDay('2024-08-15'),
        firstCoupon: null,
        originalMonths: 120,
      },
      {
        id: 'UST 4 2042-11-15 30Y',
        couponPercent: 4,
        issued: parseDay('2012-11-15'),
        maturity: parseDay('2042-11-15'),
        firstCoupon: null,
        originalMonths: 360,
      },
    ])
  })

  it('may state a first coupon, where it is not the regular one', async () => {
    const rows = [
      '912000AA1,2,2014-09-02,2019-08-31,5 Year,2015-02-28',
      '912000BB2,2,2014-08-31,2021-08-31,84M,',
    ]
    const issues = await take(`${HEADER},firstCoupon\n${rows.join('\n')}\n`)
    expect(issues.map(({ firstCoupon, originalMonths }) => [firstCoupon, originalMonths])).toEqual([
      [parseDay('2015-02-28'), 60],
      [null, 84],
    ])
  })

  it('needs no CUSIP, and knows coupons of nothing', async () => {
    expect(await take(`${HEADER}\n,0,2014-08-15,2019-08-15,5Y\n,1,2014-08-15,2019-08-15,5Y\n`)).toHaveLength(
      2,
    )
  })

  it.each([
    ['a CUSIP of eight signs', '912000AA,2,2014-08-15,2024-08-15,10Y', /line 2, field cusip: "912000AA"/],
    ['no coupon', '912000AA1,,2014-08-15,2024-08-15,10Y', /line 2, field couponPercent/],
    [
      'a negative coupon',
      '912000AA1,-1,2014-08-15,2024-08-15,10Y',
      /line 2, field couponPercent: "-1": is negative/,
    ],
    [
      'a day that does not exist',
      '912000AA1,2,2014-02-30,2024-02-28,10Y',
      /line 2, field issued: "2014-02-30"/,
    ],
    [
      'issue and maturity swapped',
      '912000AA1,2,2024-08-15,2014-08-15,10Y',
      /line 2, field maturity: "2014-08-15": is not later/,
    ],
    [
      'another term',
      '912000AA1,2,2014-08-15,2024-08-15,7Y',
      /line 2, field originalTerm: "7Y": differs from the 120 months/,
    ],
    [
      'a term of nothing',
      '912000AA1,2,2014-08-15,2024-08-15,ten',
      /line 2, field originalTerm: "ten": is no term/,
    ],
    ['a row cut short', '912000AA1,2,2014-08-15', /line 2, field row/],
    [
      'a CUSIP twice',
      `${NOTE}\n912000AA1,4,2012-11-15,2042-11-15,30Y`,
      /line 3, field cusip: "912000AA1": is also on line 2/,
    ],
    [
      'a bond twice',
      `${NOTE}\n${NOTE.replace('AA1', 'AA2')}`,
      /line 3, field maturity: "UST 2.375 2024-08-15 10Y": is also on line 2/,
    ],
    ['no rows', '', /issues.csv: there are no rows; a file starts with cusip/],
  ])('with %s is refused', async (_what, rows, message) => {
    await expect(take(`${HEADER}\n${rows}\n`)).rejects.toThrow(message)
  })

  it.each(['2014-08-15', '2024-08-16', 'soon'])('with a first coupon on %s is refused', async day => {
    await expect(take(`${HEADER},firstCoupon\n${NOTE},${day}\n`)).rejects.toThrow(/line 2, field firstCoupon/)
  })

  it('without a column, or empty, says so', async () => {
    await expect(take(`${HEADER.replace('maturity', 'matures')}\n${NOTE}\n`)).rejects.toThrow(
      /"maturity".*"matures"/,
    )
    await expect(take('')).rejects.toThrow('issues.csv: there are no rows')
    await expect(readIssues('/nowhere/issues.csv')).rejects.toThrow('issues.csv: there is no such file')
  })
})

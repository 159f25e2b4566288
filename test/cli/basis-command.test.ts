/** `stillhalter basis`: the table of a basket, on the embedded rates, and what it says to bad input. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { futureProductOf } from '../../engine/calendar/contracts.ts'
import { parseDay } from '../../engine/index.ts'
import { basisOf } from '../../engine/pricing/treasury/basis.ts'
import { conversionFactor } from '../../engine/pricing/treasury/conversion-factor.ts'
import { tempFolders } from '../fixtures/temp-folder.ts'
import { runCli } from './run-cli.ts'

interface Row {
  readonly rank: number
  readonly bond: string
  readonly couponPercent: number
  readonly maturity: string
  readonly cleanPrice: number
  readonly factor: number
  readonly netBasis: number
  readonly grossBasis: number
  readonly carry: number
  readonly impliedRepo: number
}

const DAY = '2019-03-11'

describe('basis', () => {
  it('prints the basket, the cheapest first', async () => {
    const { code, out } = await runCli('basis', 'ZN', '--on', DAY)
    expect(code).toBe(0)
    const [title, dates, option, , header, first] = out.split('\n')
    expect(title).toMatch(/^ZN 2019-03 at \d{3}'\d{2}[05] on 2019-03-11$/)
    expect(dates).toMatch(/^paid for 2019-03-12, delivered 2019-03-29, repo [\d.]+ %$/)
    expect(option).toMatch(/^the right to deliver another bond is worth [\d.]+ 32nds, at least$/)
    expect(header).toMatch(/^rank +bond +price +factor +gross 32nds +carry 32nds +net 32nds +implied repo %$/)
    expect(first).toMatch(/^ +1 +UST /)
  })

  it('gives numbers that follow from one another', async () => {
    const asked = ['--month', '2019-06', '--price', "124'165", '--repo', '2.4', '--json']
    const { out } = await runCli('basis', 'ZN', '--on', DAY, ...asked)
    const table = JSON.parse(out)
    expect(table).toMatchObject({
      contract: 'ZN 2019-06',
      day: DAY,
      settle: '2019-03-12',
      delivery: '2019-06-28',
      futuresPrice: 124 + 16.5 / 32,
      repoPercent: 2.4,
    })
    const rows: Row[] = table.basket
    expect(rows.length).toBeGreaterThan(10)
    for (const [i, row] of rows.entries()) {
      expect(row.rank).toBe(i + 1)
      expect(row.impliedRepo).toBeLessThanOrEqual(rows[Math.max(0, i - 1)]?.impliedRepo ?? 0)
      const bond = {
        couponPercent: row.couponPercent,
        maturity: parseDay(row.maturity),
        issued: null,
        firstCoupon: null,
      }
      const rule = futureProductOf('ZN').delivery?.rule ?? 'short'
      expect(row.factor).toBe(conversionFactor(bond, '2019-06', rule).factor)
      const again = basisOf(
        bond,
        parseDay('2019-03-12'),
        parseDay('2019-06-28'),
        row.cleanPrice,
        table.futuresPrice,
        row.factor,
        0.024,
      )
      expect(row.netBasis).toBeCloseTo(again.netBasis, 10)
      expect(row.grossBasis - row.carry).toBeCloseTo(row.netBasis, 10)
    }
  })

  it('makes the right to switch dearer the further yields may move', async () => {
    const worth = async (move: string): Promise<number> =>
      JSON.parse((await runCli('basis', 'ZN', '--on', DAY, '--json', '--yield-move', move)).out).optionPoints
    expect(await worth('0')).toBe(0)
    expect(await worth('80')).toBeGreaterThan(await worth('40'))
  })

  describe('says what is wrong', () => {
    const folder = tempFolders()()
    const issues = join(folder, 'issues.csv')
    writeFileSync(
      issues,
      'cusip,couponPercent,issued,maturity,originalTerm\n912828TWO,2.25,2019-01-31,2021-01-31,2Y\n912828TEN,2.625,2019-02-15,2029-02-15,10Y\n',
    )

    it.each([
      [
        'a holiday',
        ['--on', '2019-12-25'],
        /--on: "2019-12-25": is no business day .* 2019-12-24 or 2019-12-26/,
      ],
      ['a day before the data', ['--on', '2012-03-09'], /the market has sessions from/],
      ['no date', ['--on', '2019-02-30'], /--on: "2019-02-30": no such date/],
      [
        'a month without a price',
        ['--on', DAY, '--month', '2025-06'],
        /the market has ZN 2019-03, ZN 2019-06/,
      ],
      ['a contract that is over', ['--on', DAY, '--month', '2018-12'], /take a later contract/],
      ['a price that is none', ['--on', DAY, '--price', "110'19x"], /--price: "110'19x": no such price/],
      ['an unknown bond', ['--on', DAY, '--bond', 'UST 9 2050-01-01 1Y'], /has no such bond/],
      ['an unknown store', ['--on', DAY, '--store', 'nowhere'], /there is no such store/],
      ['a yield move below 0', ['--on', DAY, '--yield-move', '-1'], /between 0 and 1000 basis points/],
    ])('%s', async (_, argv, message) => {
      const { code, out, err } = await runCli('basis', 'ZN', ...argv)
      expect([code, out]).toEqual([2, ''])
      expect(err).toMatch(message)
    })

    it('a future that takes no bonds', async () => {
      const { code, err } = await runCli('basis', 'GC', '--on', DAY)
      expect(code).toBe(2)
      expect(err).toMatch(/product: "GC"/)
    })

    it('a bond that its contract does not take', async () => {
      const { code, err } = await runCli(
        'basis',
        'ZN',
        '--on',
        DAY,
        '--issues',
        issues,
        '--bond',
        'UST 2.25 2021-01-31 2Y',
      )
      expect(code).toBe(2)
      expect(err).toMatch(/cannot be delivered into ZN 2019-03: .* matures on 2021-01-31/)
    })
  })
})

/** Margins by date: known, carried on, or brought by the user. */

import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cmeMargins, marginOn } from '../../../datasets/scenarios/cme-margins.ts'
import { initialMargin, marginIn, readMarginTable } from '../../../datasets/scenarios/margin-table.ts'
import { type Day, parseDay } from '../../../engine/model/time.ts'
import { sharedPath, withOracle } from '../../fixtures/shared.ts'
import { fileIn, tempFolders } from '../../fixtures/temp-folder.ts'

const folder = tempFolders()
const on = (product: string, date: string) => marginOn(product, parseDay(date))

describe('the margin of a day', () => {
  it.each([
    ['UB', '2020-03-23', 12_200, '2020-03-18'],
    ['UB', '2020-03-24', 14_000, '2020-03-24'],
    ['ZN', '2020-02-14', 1150, '2019-11-15'],
    ['ZN', '2020-03-18', 1700, '2020-03-13'],
    ['ZT', '2020-03-31', 725, '2020-03-31'],
    ['ZT', '2020-04-01', 755, '2020-04-01'],
  ])('%s on %s is %d, since %s', (product, date, maintenance, from) => {
    expect(on(product, date)).toEqual({ maintenance, from, carried: false })
  })

  it.each([
    // The source speaks for February to May 2020, and for its end in February 2022.
    ['2020-05-31', 1800, false],
    ['2020-06-01', 1800, true],
    ['2021-11-11', 1800, true],
    ['2021-11-12', 1500, false],
    ['2022-02-11', 1500, false],
    ['2022-02-12', 1500, true],
    ['2025-04-09', 1500, true],
  ])('on %s is %d, carried: %s', (date, maintenance, carried) => {
    expect(on('ZN', date)).toMatchObject({ maintenance, carried })
  })

  it('is unknown before the first, and of a future without a table', () => {
    expect(() => on('UB', '2020-01-08')).toThrow(
      /"2020-01-08": the margins of UB are known from 2020-01-09 on/,
    )
    expect(() => on('ZM', '2020-03-01')).toThrow(/"ZM".*did you mean "Z/)
  })

  it.each([
    [1150, '2020-03-01', 1265],
    [755, '2020-03-12', 831],
    [1275, '2020-03-03', 1403],
    [725, '2020-03-31', 798],
    [4750, '2007-03-01', 6413],
  ])('of %d asks %s for an initial one of %#', (maintenance, date, initial) => {
    expect(initialMargin(maintenance, parseDay(date))).toBe(initial)
  })

  it('takes the ratio of initial to maintenance as a parameter', () => {
    expect(initialMargin(1000, parseDay('2020-03-01'), [{ from: null, value: 1 }])).toBe(1000)
  })
})

describe('a table of the user’s own', () => {
  const take = (text: string, terms = {}) => readMarginTable(fileIn(folder(), 'ZN.csv', text), terms)

  it('lists changes, and is carried on after the last unless it speaks for longer', async () => {
    const text = 'date,initial,maintenance\n20250401,2200,2000\n2025-04-08,2750,2500\n'
    const table = await take(text)
    expect(table).toMatchObject({ product: 'ZN', source: 'ZN.csv', status: 'secondary' })
    const at = (tables: typeof table, day: Day) => marginIn([tables], 'ZN', day)
    expect(at(table, parseDay('2025-04-07'))).toEqual({
      maintenance: 2000,
      from: '2025-04-01',
      carried: false,
    })
    expect(at(table, parseDay('2025-04-08'))).toMatchObject({ maintenance: 2500, carried: false })
    expect(at(table, parseDay('2025-04-09'))).toMatchObject({ maintenance: 2500, carried: true })
    const longer = await take(text, {
      to: '2025-06-30',
      product: 'TN',
      status: 'verified',
      source: 'advisories',
    })
    expect(longer).toMatchObject({ product: 'TN', source: 'advisories', status: 'verified' })
    expect(marginIn([longer], 'TN', parseDay('2025-06-30')).carried).toBe(false)
  })

  it.each([
    [
      'a date that does not exist',
      '20250431,2200,2000',
      {},
      /ZN.csv, line 2, field date: "20250431": is no date/,
    ],
    ['a date in another form', '04/01/2025,2200,2000', {}, /line 2, field date: "04\/01\/2025"/],
    [
      'no maintenance margin',
      '20250401,2200,',
      {},
      /line 2, field maintenance: "": must be a number above zero/,
    ],
    [
      'columns swapped',
      '20250401,2000,2200',
      {},
      /line 2, field maintenance: "2200": is above the initial margin of 2000/,
    ],
    [
      'rows out of order',
      '20250408,2200,2000\n20250401,2000,1800',
      {},
      /line 3, field date: "2025-04-01": is not later/,
    ],
    ['a day twice', '20250408,2200,2000\n20250408,2000,1800', {}, /line 3, field date/],
    ['an end before its last row', '20250408,2200,2000', { to: '2025-04-01' }, /field to: "2025-04-01"/],
    ['no rows', '', {}, /ZN.csv: there are no rows/],
  ])('with %s is refused', async (_what, rows, terms, message) => {
    await expect(take(`date,initial,maintenance\n${rows}`, terms)).rejects.toThrow(message)
  })

  it('names the column that is missing', async () => {
    await expect(take('date,initial,maintenence\n20250401,1,1\n')).rejects.toThrow(
      /"maintenance".*"maintenence"/,
    )
  })
})

const files = sharedPath('data/lean/future/cbot/margins')

describe.skipIf(!existsSync(files))('in the files that the facts are from', () => {
  it.each(cmeMargins.map(({ product }) => product))(
    '%s has the same margin on every known day, and the same initial one',
    async product => {
      const table = await readMarginTable(`${files}/${product}.csv`, { to: '2022-02-11' })
      for (const [from, to] of [
        ['2020-02-01', '2020-05-31'],
        ['2022-02-11', '2022-02-11'],
      ] as const) {
        for (let day = parseDay(from); day <= parseDay(to); day++) {
          expect(marginOn(product, day)).toEqual(marginIn([table], product, day))
        }
      }
    },
  )
})

withOracle<{ margins: Record<string, { date: string; initialSpec: number; maintenance: number }[]> }>(
  'cme-margins',
  ({ margins }) => {
    it('rounds initial margins as the exchange does, on all dates on which the ratio is settled', () => {
      const rows = Object.values(margins)
        .flat()
        .filter(({ date }) => date < '20090101' || date > '20121231')
      expect(rows.length).toBeGreaterThan(200)
      const wrong = rows.filter(({ date, initialSpec, maintenance }) => {
        const day = parseDay(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`)
        return initialMargin(maintenance, day) !== initialSpec
      })
      expect(wrong).toEqual([])
    })
  },
)

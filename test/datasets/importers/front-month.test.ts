/** What is particular to futures without labels: which contract a row is taken for, and prices off the grid. */

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importFiles, openStore } from '../../../datasets/index.ts'
import { formatDay } from '../../../engine/model/time.ts'
import { fileIn, tempFolders } from '../../fixtures/temp-folder.ts'
import { rowsOf } from '../market-rows.ts'

const folder = tempFolders()

const HEADER = 'close,high,low,open,volume,code,date'
const flat = (price: number, code: string, date: string): string =>
  `${price},${price},${price},${price},5,${code},${date}`

async function take(rows: readonly string[], options: Record<string, unknown> = {}, products = ['ZN']) {
  const store = join(folder(), 'store')
  const paths = [fileIn(folder(), 'front.csv', `${[HEADER, ...rows].join('\n')}\n`)]
  const report = await importFiles({ paths, store, options, maxBadShare: 0.9 })
  const market = await openStore(store)
  const { bars } = await rowsOf(market, { bars: products })
  return { report, market, bars }
}

/** The contract that a row of each date is taken for. */
async function contractsOn(code: string, dates: readonly string[], options: Record<string, unknown> = {}) {
  const product = code.replace('=F', '')
  const { bars } = await take(
    dates.map(date => flat(100, code, date)),
    options,
    [product],
  )
  const byDay = new Map(bars.map(bar => [String(bar.time).slice(0, 10), String(bar.instrument).slice(-7)]))
  return dates.map(date => byDay.get(date))
}

describe('the contract of a row', () => {
  it.each([
    // The long contracts trade to the seventh business day before the last of the month, the short ones to the last.
    [
      'ZN=F',
      ['2017-12-18', '2017-12-19', '2017-12-20', '2018-01-02'],
      ['2017-12', '2017-12', '2018-03', '2018-03'],
    ],
    [
      'ZT=F',
      ['2017-12-19', '2017-12-29', '2018-01-02', '2018-03-29'],
      ['2017-12', '2017-12', '2018-03', '2018-03'],
    ],
    ['ZB=F', ['2020-03-20', '2020-03-23'], ['2020-03', '2020-06']],
  ])('is the front one to its last trading day: %s', async (code, dates, months) => {
    expect(await contractsOn(code, dates)).toEqual(months)
  })

  it('may be the next one from the delivery month on, or some sessions before', async () => {
    const dates = ['2017-11-28', '2017-11-29', '2017-11-30', '2017-12-01', '2017-12-20']
    const roll = (sessions: number) => ({ roll: { before: 'deliveryMonth', sessions } })
    expect(await contractsOn('ZN=F', dates, roll(0))).toEqual([
      '2017-12',
      '2017-12',
      '2017-12',
      '2018-03',
      '2018-03',
    ])
    expect(await contractsOn('ZN=F', dates, roll(2))).toEqual([
      '2017-12',
      '2018-03',
      '2018-03',
      '2018-03',
      '2018-03',
    ])
    const early = { roll: { before: 'lastTrade', sessions: 15 } }
    expect(await contractsOn('ZN=F', dates, early)).toEqual([
      '2017-12',
      '2018-03',
      '2018-03',
      '2018-03',
      '2018-03',
    ])
  })

  it('goes by the stated delivery months', async () => {
    const dates = ['2017-11-28', '2017-12-28']
    const options = { cycle: [2, 4, 6, 8, 12], products: { 'GC=F': 'GC' } }
    expect(await contractsOn('GC=F', dates, options)).toEqual(['2017-12', '2018-02'])
  })

  it('has a last session by the exchange’s rule', async () => {
    const { market } = await take([flat(125, 'ZN=F', '2017-10-10')])
    expect(formatDay(market.lastSessionOf('ZN 2017-12')?.day ?? 0)).toBe('2017-12-19')
    expect(market.product('ZN')).toMatchObject({ kind: 'future', delivery: { bonds: 'UST' } })
  })

  it('is said to be inferred where the data is described', async () => {
    const { market } = await take([flat(125, 'ZN=F', '2017-10-10')])
    expect(market.provenance.notes).toMatchObject([expect.stringContaining('inferred')])
  })

  it('has no volume on its last trading day, when the file has that of the next one', async () => {
    const rows = ['2017-12-18', '2017-12-19', '2017-12-20'].map(date => flat(125, 'ZN=F', date))
    const { report, bars } = await take(rows)
    expect(report).toMatchObject({ accepted: 3 })
    expect(bars.map(({ volume }) => volume)).toEqual([5, undefined, 5])
  })

  it('belongs to the future that the options name for its code', async () => {
    const rows = [flat(2650, 'ES=F', '2017-12-14'), flat(2650, 'ES=F', '2017-12-18')]
    const { bars } = await take(rows, { products: { 'ES=F': 'ES-F' } }, ['ES-F'])
    expect(bars.map(({ instrument }) => instrument)).toEqual(['ES-F 2017-12', 'ES-F 2018-03'])
    await expect(take(rows, { products: { 'ES=F': 'SE' } })).rejects.toThrow(/no such future/)
    await expect(take(rows)).rejects.toThrow(/"ES=F": is the code of no known future/)
  })
})

describe('prices', () => {
  it('move to the nearest tick of the day, within the tolerance', async () => {
    const rows = ['2018-12-31', '2019-01-15'].map(date => flat(105.00390625, 'ZT=F', date))
    // The tick of the two-year contract was halved on 14 January 2019.
    const { report, bars } = await take(rows, {}, ['ZT'])
    expect(report.files[0]?.rejections).toMatchObject(
      [{ line: 2, field: 'open', reason: /0.50 ticks of 0.0078125 off/ }].map(one => ({
        ...one,
        reason: expect.stringMatching(one.reason),
      })),
    )
    expect(bars.map(({ close }) => close)).toEqual([105.00390625])
    const loose = await take(rows, { offGridTicks: 0.5 }, ['ZT'])
    expect(loose.bars.map(({ close }) => close)).toEqual([105.0078125, 105.00390625])
    await expect(take(rows, { offGridTicks: 0.6 })).rejects.toThrow('offGridTicks')
  })

  it.each([
    ['open', '120,120.5,119.5,119,5,ZN=F,2017-10-10'],
    ['close', '121,120.5,119.5,120,5,ZN=F,2017-10-10'],
    ['low', '120,120.5,,120,5,ZN=F,2017-10-10'],
    ['volume', '120,120.5,119.5,120,-5,ZN=F,2017-10-10'],
  ])('of a row with an impossible %s are rejected', async (field, row) => {
    const { report } = await take([row, flat(120, 'ZN=F', '2017-10-11')])
    expect(report.files[0]?.rejections).toMatchObject([{ line: 2, field }])
  })

  it('that lie within the range only as the tick has them are good', async () => {
    const { report, bars } = await take(['120.0157012939,120.015625,119.5,120,5,ZN=F,2017-10-10'])
    expect(report).toMatchObject({ accepted: 1, rejected: 0 })
    expect(bars[0]?.close).toBe(120.015625)
  })
})

it.each(['2017-10-14', '2017-10-15', '2017-11-23', '2017-12-25'])('%s is no session', async date => {
  const { report } = await take([flat(120, 'ZN=F', date), flat(120, 'ZN=F', '2017-10-11')])
  expect(report.files[0]?.rejections).toMatchObject([{ line: 2, field: 'date', value: date }])
})

/** What is particular to the Treasury's curve: its headers over the years, blanks, and the hour at which it is known. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importFiles, openStore } from '../../../datasets/index.ts'
import { fileIn, tempFolders } from '../../fixtures/temp-folder.ts'
import { rowsOf } from '../market-rows.ts'

const folder = tempFolders()

async function take(text: string) {
  const store = join(folder(), 'store')
  const report = await importFiles({ paths: [fileIn(folder(), 'curve.csv', text)], store, maxBadShare: 0.9 })
  const market = await openStore(store)
  const { bars } = await rowsOf(market, { bars: ['CMT'] })
  return { store, report, market, bars }
}

const OFFICIAL =
  'Date,"1 Mo","1.5 Month","2 Mo","3 Mo","4 Mo","6 Mo","1 Yr","2 Yr","3 Yr","5 Yr","7 Yr","10 Yr","20 Yr","30 Yr"'
const PLAIN = 'date,1mo,1.5mo,2mo,3mo,4mo,6mo,1yr,2yr,3yr,5yr,7yr,10yr,20yr,30yr'
const TENORS = ['1M', '1.5M', '2M', '3M', '4M', '6M', '1Y', '2Y', '3Y', '5Y', '7Y', '10Y', '20Y', '30Y']
const VALUES = TENORS.map((_, index) => 4 + index / 100)

describe('the par yield curve', () => {
  it.each([
    ['of the Treasury', OFFICIAL, '02/28/2025'],
    ['spelt plainly, with ISO dates', PLAIN, '2025-02-28'],
  ])('%s is recognised, and becomes a bar a maturity', async (_what, header, date) => {
    const { report, market, bars } = await take(`${header}\n${[date, ...VALUES].join(',')}\n`)
    expect(report.files).toMatchObject([{ importer: 'par-yields', accepted: 1, rejected: 0 }])
    expect(market.product('CMT')).toMatchObject({ kind: 'index', exchange: 'SIFMA' })
    const closes = TENORS.map(tenor => bars.find(bar => bar.instrument === `CMT ${tenor}`)?.close)
    expect(closes).toEqual(VALUES)
    expect(bars).toHaveLength(TENORS.length)
  })

  it('of an older year has fewer columns', async () => {
    const { bars } = await take('Date,"3 Mo","10 Yr","30 Yr"\n06/15/1995,5.6,6.1,6.5\n')
    expect(bars.map(({ instrument }) => instrument)).toEqual(['CMT 10Y', 'CMT 30Y', 'CMT 3M'])
  })

  it('is known at 17:00 in New York, summer and winter', async () => {
    const { bars } = await take('date,10yr\n2024-01-05,4\n2024-07-05,4.3\n')
    expect(bars.map(({ time }) => time)).toEqual(['2024-01-05T22:00:00.000Z', '2024-07-05T21:00:00.000Z'])
  })

  it('says in the manifest when it is known', async () => {
    const { store } = await take('date,10yr\n2024-01-05,4\n')
    const [source] = JSON.parse(readFileSync(join(store, 'manifest.json'), 'utf8')).sources
    expect(source.knownAt).toContain('17:00 in New York')
  })

  it('skips and counts a day without any yield, whatever a blank is written as', async () => {
    const { report, bars } = await take('date,10yr,30yr\n2010-10-08,2.4,\n2010-10-11,,\n2010-10-12,N/A,n/a\n')
    expect(report).toMatchObject({ accepted: 1, rejected: 0, skipped: 2 })
    expect(bars).toEqual([{ instrument: 'CMT 10Y', time: '2010-10-08T21:00:00.000Z', close: 2.4 }])
  })

  it('rejects the whole row of a faulty yield', async () => {
    const { report, bars } = await take(
      'date,10yr,30yr\n2010-10-08,2.4,3,75\n2010-10-12,2.4,x\n2010-10-13,2.5,3.8\n',
    )
    expect(report).toMatchObject({ accepted: 1, rejected: 2 })
    expect(report.files[0]?.rejections).toMatchObject([
      { line: 2, field: 'row' },
      { line: 3, field: '30yr', value: 'x' },
    ])
    expect(bars).toHaveLength(2)
  })

  it('rejects a second row of a day, whole, though a faulty first does not count', async () => {
    const { report, bars } = await take(
      'date,10yr,30yr\n2010-10-08,x,3\n2010-10-08,2.4,3\n2010-10-08,2.5,4\n2010-10-12,2.6,5\n',
    )
    expect(report.files[0]?.rejections).toMatchObject([
      { line: 2, field: '10yr' },
      { line: 4, field: 'date', value: '2010-10-08', reason: 'is also on line 3' },
    ])
    expect(bars.map(({ close }) => close)).toEqual([2.4, 2.6, 3, 5])
  })

  it('takes a yield of a Friday that the calendar calls a holiday into the next session', async () => {
    // Good Friday of 2007: the bond market opened for a payroll report.
    const { market, bars } = await take('date,10yr\n2007-04-05,4.6\n2007-04-06,4.7\n')
    expect(bars.map(({ time }) => time)).toEqual(['2007-04-05T21:00:00.000Z', '2007-04-06T21:00:00.000Z'])
    expect(market.sessions('CMT').some(({ close }) => close === Date.parse('2007-04-06T21:00:00Z'))).toBe(
      false,
    )
  })

  it.each([
    ['a column that is no maturity', 'date,10yr,10-year', /line 1.*"10-year": is no maturity/],
    ['a maturity twice', 'Date,"10 Yr",10yr', /line 1.*"10yr".*twice/],
  ])('with %s is refused', async (_what, header, message) => {
    await expect(take(`${header}\n2024-01-05,4,4\n`)).rejects.toThrow(message)
  })
})

import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { importFiles, openStore } from '../../../datasets/index.ts'
import { formatDay } from '../../../engine/model/time.ts'
import { fileIn, tempFolders } from '../../fixtures/temp-folder.ts'
import { rowsOf } from '../market-rows.ts'
import { zipOf } from './zip-of.ts'

const folder = tempFolders()

/** A row without a spread. */
const row = (day: string, open: number, high: number, low: number, close: number): string =>
  `${day} 00:00,${open},${high},${low},${close},0,${open},${high},${low},${close},0`

// 5 and 12 January 2020 are Sundays; the Monday after the second is missing.
const FRIDAY = row('20200103', 100, 101, 99, 100.5)
const SUNDAY = row('20200105', 103, 104, 102, 103.5)
const MONDAY = row('20200106', 103.5, 103.75, 101, 101.5)
const SECOND_SUNDAY = row('20200112', 98, 99, 97, 98.5)
const TUESDAY = row('20200114', 98.5, 105, 98.25, 104)
const LAST_SUNDAY = row('20200119', 1, 1, 1, 1)
const ROWS = [FRIDAY, SUNDAY, MONDAY, SECOND_SUNDAY, TUESDAY, LAST_SUNDAY]

async function take(rows: readonly string[], options: Record<string, unknown> = {}, name = 'eurgbp.csv') {
  const store = join(folder(), 'store')
  const path = fileIn(folder(), name, `${rows.join('\n')}\n`)
  const report = await importFiles({ paths: [path], store, options })
  return { report, market: await openStore(store) }
}

const pricesOf = async (rows: readonly string[], options: Record<string, unknown> = {}) => {
  const { market } = await take(rows, options)
  const { bars } = await rowsOf(market, { bars: ['EURGBP'] })
  return bars.map(({ time, open, high, low, close }) => [String(time).slice(0, 10), open, high, low, close])
}

describe('daily quote bars of LEAN', () => {
  it('let a Sunday join the next row, which opens at its open and reaches over both', async () => {
    const merged = [
      ['2020-01-03', 100, 101, 99, 100.5],
      ['2020-01-06', 103, 104, 101, 101.5],
      ['2020-01-14', 98, 105, 97, 104],
    ]
    expect(await pricesOf(ROWS)).toEqual(merged)
    expect(await pricesOf([...ROWS].reverse())).toEqual(merged)
  })

  it('drop Sundays when asked to', async () => {
    expect(await pricesOf(ROWS, { sundays: 'drop' })).toEqual([
      ['2020-01-03', 100, 101, 99, 100.5],
      ['2020-01-06', 103.5, 103.75, 101, 101.5],
      ['2020-01-14', 98.5, 105, 98.25, 104],
    ])
  })

  it('count the rows that they become, and make no session of a Sunday', async () => {
    const { report, market } = await take(ROWS)
    expect(report).toMatchObject({ accepted: 3, rejected: 0, skipped: 3 })
    expect(market.sessions('EURGBP').map(({ day }) => formatDay(day))).toEqual([
      '2020-01-03',
      '2020-01-06',
      '2020-01-14',
    ])
  })

  it('are recognised, and named after their file and its last three letters', async () => {
    const { report, market } = await take(ROWS)
    expect(report.files[0]?.importer).toBe('lean-quotes')
    expect(market.product('EURGBP')).toMatchObject({ kind: 'index', currency: 'GBP', exchange: 'listed' })
    const named = await take(ROWS, { id: 'GOLD', currency: 'CHF' })
    expect(named.market.product('GOLD')).toMatchObject({ kind: 'index', currency: 'CHF' })
    await expect(take(ROWS, {}, 'gold.csv')).rejects.toThrow(/gold.csv.*options.currency: "GOLD"/)
  })

  it.each([false, true])('come zipped, as LEAN keeps them, long sizes: %s', async long => {
    const table = Buffer.from(`${ROWS.join('\n')}\n`)
    const zip = zipOf([{ name: 'eurgbp.csv', table, method: 8, bytes: deflateRawSync(table), long }])
    const store = join(folder(), 'store')
    const report = await importFiles({ paths: [fileIn(folder(), 'eurgbp.zip', zip)], store })
    expect(report).toMatchObject({ accepted: 3 })
    expect((await openStore(store)).product('EURGBP').kind).toBe('index')
  })
})

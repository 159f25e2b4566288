/** Imports of real files that lie beside the repository, held to figures that are known of them. */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importFiles, openStore } from '../../datasets/index.ts'
import { formatDay } from '../../engine/model/time.ts'
import { sharedPath } from '../fixtures/shared.ts'
import { tempFolders } from '../fixtures/temp-folder.ts'
import { rowsOf } from './market-rows.ts'

const folder = tempFolders()
const nse = sharedPath('data/nse')
const spx = sharedPath('data/spx-chain/spx_2011_01.csv')

describe.skipIf(!existsSync(nse))('NIFTY files', () => {
  const imported = (async () => {
    const store = join(folder(), 'nifty')
    const names = ['nifty_futures.csv', 'nifty_index_daily.csv', 'nifty_options_monthly.csv']
    const report = await importFiles({ paths: names.map(name => join(nse, name)), store })
    return { report, market: await openStore(store) }
  })()

  it('are taken row by row', async () => {
    const { report } = await imported
    expect(report.files.map(({ file, accepted, rejected }) => [file, accepted, rejected])).toEqual([
      ['nifty_futures.csv', 1424, 0],
      ['nifty_index_daily.csv', 1399, 0],
      ['nifty_options_monthly.csv', 7270, 0],
    ])
  })

  it('settle every expiry of 2022 to June 2024 at the index’s close, June 2023 excepted', async () => {
    const { market } = await imported
    const index = await rowsOf(market, { bars: ['NIFTY50'] })
    const closeOn = new Map(index.bars.map(bar => [bar.time, Number(bar.close)]))
    const series = market
      .series('NIFTY')
      .filter(({ expiry }) => formatDay(expiry) >= '2022-01-01' && formatDay(expiry) <= '2024-06-30')
    expect(series).toHaveLength(28)
    for (const { expiry, lastSession, settlement } of series) {
      if (formatDay(expiry) === '2023-06-29') {
        expect([formatDay(lastSession.day), settlement]).toEqual(['2023-06-28', null])
        continue
      }
      expect(lastSession.day).toBe(expiry)
      const close = closeOn.get(new Date(lastSession.close).toISOString()) ?? Number.NaN
      expect(Math.abs((settlement ?? 0) - close)).toBeLessThan(0.01)
    }
  })

  it('count open interest in contracts, and keep what is no whole number', async () => {
    const { market } = await imported
    const { chains } = await rowsOf(market, { chains: ['NIFTY'] })
    expect(chains).toHaveLength(7270)
    const units = chains.map(row => Number(row.openInterest) * Number(row.multiplier))
    for (const unit of units) expect(Math.abs(unit - Math.round(unit))).toBeLessThan(1e-6)
    const fractional = chains.filter(
      row => !Number.isInteger(row.openInterest) || !Number.isInteger(row.volume),
    )
    expect(fractional.length).toBeGreaterThan(0)
    expect(fractional.length).toBeLessThanOrEqual(354)
  })

  it('make a session of the special days that only the options have', async () => {
    const { market } = await imported
    const days = new Set(market.sessions('NIFTY').map(({ day }) => formatDay(day)))
    for (const day of ['2023-11-12', '2024-01-20', '2024-03-02', '2024-05-18']) expect(days).toContain(day)
    expect(days).not.toContain('2023-06-29')
  })
})

describe.skipIf(!existsSync(spx))('an SPX file', () => {
  const imported = (async () => {
    const store = join(folder(), 'spx')
    const report = await importFiles({ paths: [spx], store })
    return { report, market: await openStore(store) }
  })()

  it('is taken row by row, each root a product', async () => {
    const { report, market } = await imported
    expect(report).toMatchObject({ accepted: 9832, rejected: 0, skipped: 0 })
    const counts = await Promise.all(
      ['SPX', 'SPXW', 'SPXPM'].map(
        async product => (await rowsOf(market, { chains: [product] })).chains.length,
      ),
    )
    expect(counts).toEqual([8184, 438, 1210])
    expect(['SPX', 'SPXW', 'SPXPM'].flatMap(product => market.series(product))).toHaveLength(16)
  })

  it('has the largest open interest where it is known to be', async () => {
    const { market } = await imported
    const { chains } = await rowsOf(market, { chains: ['SPX'] })
    const first = chains.filter(row => row.time === '2011-01-03T21:00:00.000Z' && row.expiry === '2011-01-21')
    const at = (right: string, strike: number) =>
      first.find(row => row.right === right && row.strike === strike)?.openInterest
    expect([at('call', 1200), at('put', 1200), at('put', 1100)]).toEqual([157_140, 184_586, 126_249])
    expect(at('call', 1300)).toBe(64_912)
    const largest = Math.max(
      ...first.filter(row => row.right === 'call').map(row => Number(row.openInterest)),
    )
    expect(largest).toBe(157_140)
  })

  it('carries the index along', async () => {
    const { market } = await imported
    const { bars } = await rowsOf(market, { bars: ['SPX-INDEX'] })
    expect(bars.map(({ close }) => close)).toEqual([1271.87, 1270.2, 1276.56, 1273.85, 1271.5])
  })
})

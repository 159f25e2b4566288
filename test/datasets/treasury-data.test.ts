/** Imports of real rates and bond futures that lie beside the repository, held to figures that are known of them. */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importFiles, openStore } from '../../datasets/index.ts'
import { calendarOf } from '../../engine/calendar/holidays.ts'
import { formatDay, parseDay } from '../../engine/model/time.ts'
import { sharedPath } from '../fixtures/shared.ts'
import { tempFolders } from '../fixtures/temp-folder.ts'
import { rowsOf } from './market-rows.ts'

const folder = tempFolders()
const treasury = sharedPath('data/treasury')

describe.skipIf(!existsSync(treasury))('Treasury files', () => {
  const imported = (async () => {
    const store = join(folder(), 'rates')
    const take = async (name: string, maxBadShare = 0.01) =>
      (await importFiles({ paths: [join(treasury, name)], store, maxBadShare })).files
    const files = [
      ...(await take('ust_par_yields.csv')),
      ...(await take('sofr.csv')),
      ...(await take('zn_front_month.csv')),
      ...(await take('zt_front_month.csv', 0.05)),
    ]
    return { files, market: await openStore(store) }
  })()

  it('are recognised and taken but for what is bad', async () => {
    const { files } = await imported
    expect(
      files.map(({ importer, accepted, rejected, skipped }) => [importer, accepted, rejected, skipped]),
    ).toEqual([
      ['par-yields', 8887, 0, 1],
      ['fred', 2079, 0, 94],
      ['front-month', 6170, 26, 0],
      ['front-month', 6088, 174, 0],
    ])
  })

  it('have the overnight rate of 17 September 2019 on the morning after', async () => {
    const { market } = await imported
    const { bars } = await rowsOf(
      market,
      { bars: ['SOFR'] },
      Date.parse('2019-09-16'),
      Date.parse('2019-09-20'),
    )
    expect(bars.map(({ time, close }) => [time, close])).toEqual([
      ['2019-09-16T12:00:00.000Z', 2.2],
      ['2019-09-17T12:00:00.000Z', 2.43],
      ['2019-09-18T12:00:00.000Z', 5.25],
      ['2019-09-19T12:00:00.000Z', 2.55],
    ])
  })

  it('know at every close, between the first and the last, the rate of the session before', async () => {
    const { market } = await imported
    const { bars } = await rowsOf(market, { bars: ['SOFR'] })
    const sessions = calendarOf('SIFMA')
    const days = bars.map(({ time }) => parseDay(String(time).slice(0, 10)))
    expect(days.every(day => sessions.isSession(day))).toBe(true)
    // No rate is of a Good Friday, though the market opened on three of them.
    const missing = sessions.sessions(days[0] ?? 0, days.at(-1) ?? 0).filter(day => !days.includes(day))
    expect(missing.map(day => formatDay(day))).toEqual(['2021-04-02', '2023-04-07', '2026-04-03'])
  })

  it('have the yields of the days on which they are known', async () => {
    const { market } = await imported
    const { bars } = await rowsOf(
      market,
      { bars: ['CMT'] },
      Date.parse('2025-04-11'),
      Date.parse('2025-04-12'),
    )
    expect(bars).toHaveLength(14)
    expect(bars.find(({ instrument }) => instrument === 'CMT 10Y')).toEqual({
      instrument: 'CMT 10Y',
      time: '2025-04-11T21:00:00.000Z',
      close: 4.48,
    })
  })

  it.each(['ZN', 'ZT'])('change contracts where the volume does: %s', async product => {
    const { market } = await imported
    const { bars } = await rowsOf(market, { bars: [product] })
    const sorted = bars.toSorted((a, b) => (String(a.time) < String(b.time) ? -1 : 1))
    const known = sorted.filter(({ volume }) => volume !== undefined)
    const rolls = known.flatMap((bar, index) => {
      const before = known[index - 1]
      return before && before.instrument !== bar.instrument
        ? [[Number(before.volume), Number(bar.volume)] as const]
        : []
    })
    expect(rolls.length).toBeGreaterThan(90)
    // The last sessions of a contract are thin, the next one is in full trade.
    const clear = rolls.filter(([old, next]) => next > 5 * old)
    expect(clear.length / rolls.length).toBeGreaterThan(0.8)
  })

  it.each([
    ['ZN', 64],
    ['ZT', 256],
  ])(
    'hold prices of %s on the grid of a tick of one %d-th, within the day’s range',
    async (product, parts) => {
      const { market } = await imported
      const { bars } = await rowsOf(market, { bars: [product] })
      for (const { open, high, low, close } of bars) {
        for (const price of [open, high, low, close])
          expect(Number.isInteger(Number(price) * parts)).toBe(true)
        expect(Number(close) >= Number(low) && Number(close) <= Number(high)).toBe(true)
      }
    },
  )
})

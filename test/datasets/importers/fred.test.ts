/** What is particular to FRED: when a value was published, and what a gap means. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importFiles, openStore } from '../../../datasets/index.ts'
import { sessionAt } from '../../../engine/model/market.ts'
import { parseDay } from '../../../engine/model/time.ts'
import { fileIn, tempFolders } from '../../fixtures/temp-folder.ts'
import { rowsOf } from '../market-rows.ts'

const folder = tempFolders()

async function take(text: string, options: Record<string, unknown> = {}, products = ['SOFR']) {
  const store = join(folder(), 'store')
  const report = await importFiles({ paths: [fileIn(folder(), 'series.csv', text)], store, options })
  const market = await openStore(store)
  const { bars } = await rowsOf(market, { bars: products })
  return { store, report, market, bars: bars.map(({ instrument, time, close }) => [instrument, time, close]) }
}

describe('SOFR', () => {
  it('is known at eight on the next session: at a close the newest is that of the session before', async () => {
    // 2 September 2019 is Labor Day, 30 August a Friday.
    const { market, bars } = await take(
      'observation_date,SOFR\n2019-08-29,2.1\n2019-08-30,2.2\n2019-09-02,\n2019-09-03,2.3\n',
    )
    expect(bars).toEqual([
      ['SOFR', '2019-08-30T12:00:00.000Z', 2.1],
      ['SOFR', '2019-09-03T12:00:00.000Z', 2.2],
      ['SOFR', '2019-09-04T12:00:00.000Z', 2.3],
    ])
    const sessions = market.sessions('SOFR')
    const close = sessions.find(({ day }) => day === parseDay('2019-09-03'))?.close ?? 0
    const known = bars.filter(([, time]) => Date.parse(String(time)) <= close)
    expect(known.at(-1)?.[2]).toBe(2.2)
    expect(sessionAt(sessions, Date.parse('2019-09-03T12:00:00Z')).day).toBe(parseDay('2019-09-03'))
  })

  it('waits for a session that has a rate of its own: none was published on a Good Friday', async () => {
    const { bars } = await take(
      'observation_date,SOFR\n2021-03-31,0.02\n2021-04-01,0.03\n2021-04-02,.\n2021-04-05,0.04\n',
    )
    expect(bars).toEqual([
      ['SOFR', '2021-04-01T12:00:00.000Z', 0.02],
      ['SOFR', '2021-04-05T12:00:00.000Z', 0.03],
      ['SOFR', '2021-04-06T12:00:00.000Z', 0.04],
    ])
  })

  it('is an index of the bond market, in percent, under any name of the file', async () => {
    const { report, market } = await take('DATE,SOFR\n2019-08-29,2.1\n')
    expect(report.files[0]?.importer).toBe('fred')
    expect(market.product('SOFR')).toMatchObject({ kind: 'index', exchange: 'SIFMA', currency: 'USD' })
  })

  it('says in the manifest when it is known, and by which lag', async () => {
    const lag = { sessions: 2, time: '09:30' }
    const { store, bars } = await take('observation_date,SOFR\n2019-08-29,2.1\n', { lag })
    const [source] = JSON.parse(readFileSync(join(store, 'manifest.json'), 'utf8')).sources
    expect(source.knownAt).toContain('08:00 in New York on the next session')
    expect(source.options).toMatchObject({ lag })
    expect(bars).toEqual([['SOFR', '2019-09-03T13:30:00.000Z', 2.1]])
  })
})

describe('another series', () => {
  it('is known at the close of the next session unless the lag says otherwise', async () => {
    const text = 'observation_date,DGS10\n2024-07-03,4.3\n2024-07-05,4.4\n'
    expect((await take(text, {}, ['DGS10'])).bars).toEqual([
      ['DGS10', '2024-07-05T21:00:00.000Z', 4.3],
      ['DGS10', '2024-07-08T21:00:00.000Z', 4.4],
    ])
    expect((await take(text, { lag: { sessions: 0, time: 'close' } }, ['DGS10'])).bars).toEqual([
      ['DGS10', '2024-07-03T21:00:00.000Z', 4.3],
      ['DGS10', '2024-07-05T21:00:00.000Z', 4.4],
    ])
  })

  it('may stand beside others, each with its own gaps and its own lag', async () => {
    const { report, bars } = await take(
      'observation_date,SOFR,EFFR\n2024-07-02,5.3,.\n2024-07-03,.,5.2\n2024-07-04,,\n',
      {},
      ['SOFR', 'EFFR'],
    )
    expect(report).toMatchObject({ accepted: 2, rejected: 0, skipped: 1 })
    expect(bars).toEqual([
      ['EFFR', '2024-07-05T21:00:00.000Z', 5.2],
      ['SOFR', '2024-07-05T12:00:00.000Z', 5.3],
    ])
  })

  it('with values of a weekend keeps the last of those that come out at once', async () => {
    const { report, bars } = await take(
      'observation_date,DFF\n2024-01-05,5.31\n2024-01-06,5.32\n2024-01-07,5.33\n2024-01-08,5.34\n',
      {},
      ['DFF'],
    )
    expect(report).toMatchObject({ accepted: 2, skipped: 2 })
    expect(bars).toEqual([
      ['DFF', '2024-01-08T22:00:00.000Z', 5.33],
      ['DFF', '2024-01-09T22:00:00.000Z', 5.34],
    ])
  })

  it('may be named as a product', async () => {
    const { market } = await take(
      'observation_date,DTWEXBGS\n2024-01-05,119\n',
      { products: { DTWEXBGS: 'DOLLAR' } },
      ['DOLLAR'],
    )
    expect(market.product('DOLLAR')).toMatchObject({
      id: 'DOLLAR',
      name: 'DTWEXBGS (FRED)',
      exchange: 'SIFMA',
    })
  })

  it.each([
    ['no series', 'observation_date\n2024-01-05\n', {}, /a series of its own/],
    ['two series of one product', 'observation_date,A,B\n2024-01-05,1,2\n', { products: { A: 'B' } }, /"B"/],
    [
      'a lag of half a session',
      'observation_date,A\n2024-01-05,1\n',
      { lag: { sessions: 0.5, time: 'close' } },
      /lag/,
    ],
    ['a time that is none', 'observation_date,A\n2024-01-05,1\n', { lag: { sessions: 1, time: '8' } }, /lag/],
  ])('with %s is refused', async (_what, text, options, message) => {
    const paths = [fileIn(folder(), 'series.csv', text)]
    await expect(
      importFiles({ paths, store: join(folder(), 's'), importer: 'fred', options }),
    ).rejects.toThrow(message)
  })

  it('is not mistaken for prices under a DATE', async () => {
    const paths = [fileIn(folder(), 'vix.csv', 'DATE,OPEN,HIGH,LOW,CLOSE\n2024-01-05,1,1,1,1\n')]
    await expect(importFiles({ paths, store: join(folder(), 's') })).rejects.toThrow('no importer knows')
  })
})

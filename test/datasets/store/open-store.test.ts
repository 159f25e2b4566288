/** What an opened store knows besides its rows: sessions, series, contracts, names. */

import { readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importFiles } from '../../../datasets/import-files.ts'
import { openStore } from '../../../datasets/open-store.ts'
import type { Market } from '../../../engine/model/market.ts'
import { formatDay } from '../../../engine/model/time.ts'
import { rowsOf } from '../market-rows.ts'
import { indexFile, optionRow, optionsFile } from '../nifty-files.ts'
import { fileIn, tempFolders } from '../temp-folder.ts'

const folder = tempFolders()

async function storeOf(files: Readonly<Record<string, string>>): Promise<string> {
  const store = join(folder(), 'nifty')
  const source = folder()
  await importFiles({
    paths: Object.entries(files).map(([name, text]) => fileIn(source, name, text)),
    store,
  })
  return store
}

const seriesOf = (market: Market) =>
  market.series('NIFTY').map(({ expiry, lastSession, underlying, settlement }) => ({
    expiry: formatDay(expiry),
    last: `${formatDay(lastSession.day)} ${new Date(lastSession.close).toISOString()}`,
    underlying,
    settlement,
  }))

describe('listed sessions', () => {
  const index = indexFile({ '2022-01-25': 17278, '2022-01-27': 17110, '2022-02-01': 17577 })

  it('are the days on which any of the products has rows', async () => {
    const store = await storeOf({
      'index.csv': index,
      'special.csv': optionsFile(optionRow('2022-01-29', '2022-02-24', 'CE', 17000, 100)),
    })
    const market = await openStore(store)
    const days = ['2022-01-25', '2022-01-27', '2022-01-29', '2022-02-01']
    for (const product of ['NIFTY', 'NIFTY50']) {
      expect(market.sessions(product).map(({ day }) => formatDay(day))).toEqual(days)
    }
  })

  it('end a series with the last session not after its listed expiry', async () => {
    const store = await storeOf({
      'index.csv': index,
      'options.csv': optionsFile(optionRow('2022-01-25', '2022-01-31', 'CE', 17000, 300)),
    })
    expect(seriesOf(await openStore(store))).toEqual([
      {
        expiry: '2022-01-31',
        last: '2022-01-27 2022-01-27T10:00:00.000Z',
        underlying: 'NIFTY50',
        settlement: null,
      },
    ])
  })

  it('take an expiry beyond the rows for a session of its own', async () => {
    const store = await storeOf({
      'options.csv': optionsFile(optionRow('2022-01-25', '2022-02-24', 'CE', 17000, 300)),
    })
    expect(seriesOf(await openStore(store))).toMatchObject([{ last: '2022-02-24 2022-02-24T10:00:00.000Z' }])
  })
})

describe('a settlement on the last day', () => {
  it('is the price of the series and not of its options', async () => {
    const store = await storeOf({
      'options.csv': optionsFile(
        '2022-01-27,2022-01-27,CE,17000,90,120,80,111,17110.15,5000,0,500,50',
        '2022-01-27,2022-01-27,PE,17000,2,3,0.05,0.05,17110.15,5000,0,500,50',
      ),
    })
    const market = await openStore(store)
    expect(seriesOf(market)).toMatchObject([{ settlement: 17110.15 }])
    const { chains } = await rowsOf(market, { chains: ['NIFTY'] })
    expect(chains.map(({ close, settlement }) => [close, settlement])).toEqual([
      [111, undefined],
      [0.05, undefined],
    ])
  })
})

describe('names', () => {
  it('find the option by its aliases, and suggest for unknown ones', async () => {
    const store = await storeOf({
      'options.csv': optionsFile(optionRow('2022-01-25', '2022-01-27', 'CE', 17000, 300)),
    })
    const market = await openStore(store)
    expect(market.option('nifty 50').id).toBe('NIFTY')
    expect(market.product('NIFTY50').kind).toBe('index')
    expect(() => market.option('NIFTI')).toThrow(/did you mean NIFTY/)
    expect(market.sessions('SPX')).toEqual([])
    expect(market.series('SPX')).toEqual([])
    expect(market.lastSessionOf('NIFTY-F 2022-01')).toBeNull()
  })
})

describe('damage', () => {
  const partOf = (store: string): string => {
    const name = readdirSync(store).find(file => file.endsWith('.parquet'))
    return join(store, name ?? '')
  }
  const whole = () =>
    storeOf({ 'options.csv': optionsFile(optionRow('2022-01-25', '2022-01-27', 'CE', 17000, 300)) })

  it('names a part that is missing or cut short, and what to do', async () => {
    const store = await whole()
    truncateSync(partOf(store), 200)
    await expect(openStore(store)).rejects.toThrow(/chains-.*parquet: this part .* import its source again/)
    rmSync(partOf(store))
    await expect(openStore(store)).rejects.toThrow(/chains-.*parquet: this part .* missing/)
  })

  it('names a part that is no Parquet file when it is read', async () => {
    const store = await whole()
    writeFileSync(partOf(store), 'x'.repeat(statSync(partOf(store)).size))
    const market = await openStore(store)
    await expect(rowsOf(market, { chains: ['NIFTY'] })).rejects.toThrow(
      /chains-.*parquet: this part .* cannot be read/,
    )
  })

  it('is mended by importing the source again with replace', async () => {
    const store = join(folder(), 'nifty')
    const path = fileIn(
      folder(),
      'o.csv',
      optionsFile(optionRow('2022-01-25', '2022-01-27', 'CE', 17000, 300)),
    )
    await importFiles({ paths: [path], store })
    truncateSync(partOf(store), 200)
    await importFiles({ paths: [path], store, replace: true })
    expect((await rowsOf(await openStore(store), { chains: ['NIFTY'] })).chains).toHaveLength(1)
  })

  it('names a manifest that is none', async () => {
    const store = await whole()
    const manifest = join(store, 'manifest.json')
    writeFileSync(manifest, '{"format": "stillhalter-store", "version": 2}')
    await expect(openStore(store)).rejects.toThrow(/manifest.json, field version: /)
    writeFileSync(manifest, '{"format"')
    await expect(openStore(store)).rejects.toThrow(/manifest.json: this is no JSON/)
    rmSync(manifest)
    await expect(openStore(store)).rejects.toThrow(/this folder holds no manifest.json/)
  })
})

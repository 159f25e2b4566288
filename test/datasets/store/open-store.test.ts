/** What an opened store knows besides its rows: sessions, series, contracts, names. */

import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkStore } from '../../../datasets/check.ts'
import { importFiles } from '../../../datasets/import-files.ts'
import { openStore } from '../../../datasets/open-store.ts'
import { DataError } from '../../../engine/model/errors.ts'
import type { Market } from '../../../engine/model/market.ts'
import { formatDay } from '../../../engine/model/time.ts'
import { fileIn, tempFolders } from '../../fixtures/temp-folder.ts'
import { rowsOf } from '../market-rows.ts'
import { indexFile, optionRow, optionsFile } from '../nifty-files.ts'

const folder = tempFolders()

async function storeOf(files: Readonly<Record<string, string>>): Promise<string> {
  const store = join(folder(), 'nifty')
  const source = folder()
  await importFiles({ paths: Object.entries(files).map(([name, text]) => fileIn(source, name, text)), store })
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

  it('make a session of an expiry without a row: the rows cannot tell a hole from a holiday', async () => {
    const store = await storeOf({
      'index.csv': index,
      'options.csv': optionsFile(optionRow('2022-01-25', '2022-01-31', 'CE', 17000, 300)),
    })
    expect(seriesOf(await openStore(store))).toEqual([
      {
        expiry: '2022-01-31',
        last: '2022-01-31 2022-01-31T10:00:00.000Z',
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

  it('names a part of which a byte was changed when it is read, though it was read before', async () => {
    const store = await whole()
    const market = await openStore(store)
    await rowsOf(market, { chains: ['NIFTY'] })
    const bytes = readFileSync(partOf(store))
    const at = bytes.length >> 1
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(partOf(store), bytes)
    for (const opened of [market, await openStore(store)]) {
      await expect(rowsOf(opened, { chains: ['NIFTY'] })).rejects.toThrow(
        /chains-.*parquet: this part .* cannot be read; .* \(its bytes are not those that were written\)/,
      )
    }
  })

  it('is looked for anew in every process, unless hashes are remembered', async () => {
    const store = await whole()
    await rowsOf(await openStore(store), { chains: ['NIFTY'] })
    expect(readdirSync(store)).not.toContain('.verified.json')
    expect(inProcess(store, false)).toBe('1 row')
    expect(inProcess(store, true)).toBe('1 row')
    // A memory of the very stamp is believed; one of another is not.
    const { mtime, atime } = statSync(partOf(store))
    const bytes = readFileSync(partOf(store))
    const at = bytes.length - 9
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(partOf(store), bytes)
    expect(inProcess(store, true)).toMatch(/bytes are not those/)
    utimesSync(partOf(store), atime, mtime)
    expect(inProcess(store, false)).toMatch(/bytes are not those/)
  })

  /** Reads a store in a process of its own. */
  const inProcess = (store: string, rememberHashes: boolean): string =>
    execFileSync(
      process.execPath,
      ['--import', 'tsx', 'test/fixtures/read-store.ts', store, String(rememberHashes)],
      { encoding: 'utf8', cwd: fileURLToPath(new URL('../../..', import.meta.url)) },
    ).trim()

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
    writeFileSync(manifest, '{"format": "stillhalter-store", "version": 3}')
    await expect(openStore(store)).rejects.toThrow(/manifest.json, field version: "3": .* newer version/)
    writeFileSync(manifest, '{"format": "stillhalter-store", "version": 1}')
    await expect(openStore(store)).rejects.toThrow(/manifest.json: this is no manifest .* data repair/)
    writeFileSync(manifest, '{"format"')
    await expect(openStore(store)).rejects.toThrow(/manifest.json: this is no manifest .* data repair/)
    rmSync(manifest)
    await expect(openStore(store)).rejects.toThrow(/manifest.json: the store's manifest is missing; .*repair/)
    for (const name of readdirSync(store)) rmSync(join(store, name))
    await expect(openStore(store)).rejects.toThrow(/this folder holds no manifest.json/)
  })

  it('is seen in a manifest of which any byte was changed', async () => {
    const store = await whole()
    const manifest = join(store, 'manifest.json')
    const text = readFileSync(manifest)
    for (let at = 0; at < text.length; at += 37) {
      const bytes = Buffer.from(text)
      bytes[at] = (bytes[at] ?? 0) ^ 1
      writeFileSync(manifest, bytes)
      await expect(openStore(store)).rejects.toThrow(DataError)
    }
  })
})

describe('a store of version 1', () => {
  /** As an older version left it: no seal, no files of sources, parts by other names. */
  async function oldStore(): Promise<string> {
    const store = await storeOf({
      'options.csv': optionsFile(optionRow('2022-01-25', '2022-01-27', 'CE', 17000, 300)),
    })
    const manifest = join(store, 'manifest.json')
    const { sha256: _, ...old } = JSON.parse(readFileSync(manifest, 'utf8'))
    writeFileSync(manifest, JSON.stringify({ ...old, version: 1 }))
    for (const name of readdirSync(store)) if (name.startsWith('source-')) rmSync(join(store, name))
    return store
  }

  it('opens, and becomes one of version 2 with the next import', async () => {
    const store = await oldStore()
    expect((await rowsOf(await openStore(store), { chains: ['NIFTY'] })).chains).toHaveLength(1)
    await importFiles({ paths: [fileIn(folder(), 'index.csv', indexFile({ '2022-01-25': 17278 }))], store })
    expect(JSON.parse(readFileSync(join(store, 'manifest.json'), 'utf8')).version).toBe(2)
    expect(readdirSync(store).filter(name => name.startsWith('source-'))).toHaveLength(2)
    expect(await checkStore(store)).toEqual([])
  })
})

/** Imports as a whole: again, in part, in conflict, and into a store that is in use. */

import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, renameSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Holder, thisProcess } from '../../datasets/files/holder.ts'
import { type ImportRequest, importFiles } from '../../datasets/import-files.ts'
import { openStore } from '../../datasets/open-store.ts'
import { bytesOf, fileIn, tempFolders } from '../fixtures/temp-folder.ts'
import { rowsOf } from './market-rows.ts'
import { indexFile, optionRow, optionsFile } from './nifty-files.ts'

const folder = tempFolders()
const EXPIRY = '2022-01-27'

/** A folder of one option file a day. */
function yearOf(days: readonly string[]): string {
  const year = folder()
  for (const day of days) {
    fileIn(year, `2022/${day}.csv`, optionsFile(optionRow(day, EXPIRY, 'CE', 17000, 400)))
  }
  return year
}

const DAYS = ['2022-01-03', '2022-01-04', '2022-01-05']
const newStore = (): string => join(folder(), 'store')
const chainOf = async (store: string) => (await rowsOf(await openStore(store), { chains: ['NIFTY'] })).chains

describe('a folder of files', () => {
  it('becomes a part a file, named by the path below the folder', async () => {
    const store = newStore()
    const report = await importFiles({ paths: [yearOf(DAYS)], store })
    expect(report.files.map(({ file, status }) => `${file} ${status}`)).toEqual(
      DAYS.map(day => `2022/${day}.csv imported`),
    )
    expect(readdirSync(store).filter(name => name.endsWith('.parquet'))).toHaveLength(3)
    expect(await chainOf(store)).toHaveLength(3)
  })

  it('leaves the same store whatever the order of the imports', async () => {
    const [forward, backward] = [newStore(), newStore()]
    const files = DAYS.map(day =>
      fileIn(folder(), `${day}.csv`, optionsFile(optionRow(day, EXPIRY, 'CE', 17000, 400))),
    )
    await importFiles({ paths: files, store: forward })
    for (const file of [...files].reverse()) await importFiles({ paths: [file], store: backward })
    expect(bytesOf(backward)).toEqual(bytesOf(forward))
  })

  it('passes over files that no importer knows, but not over one that is named', async () => {
    const year = yearOf(DAYS.slice(0, 1))
    const notes = fileIn(year, 'notes.txt', 'nothing to import\n')
    const report = await importFiles({ paths: [year], store: newStore() })
    expect(report.files.map(({ status }) => status)).toEqual(['imported', 'unknown'])
    await expect(importFiles({ paths: [notes], store: newStore() })).rejects.toThrow(
      'notes.txt, line 1: no importer knows this header',
    )
  })

  it('says so when there is nothing', async () => {
    await expect(importFiles({ paths: ['/nowhere/at/all'], store: newStore() })).rejects.toThrow(
      '/nowhere/at/all: there is no such file',
    )
    await expect(importFiles({ paths: [folder()], store: newStore() })).rejects.toThrow('there is no csv')
  })
})

describe('an import that is stopped', () => {
  it('keeps what was committed, stays readable, and goes on from there', async () => {
    const year = yearOf(DAYS)
    const [stopped, whole] = [newStore(), newStore()]
    const controller = new AbortController()
    const request: ImportRequest = { paths: [year], store: stopped }
    const stopping = importFiles({
      ...request,
      signal: controller.signal,
      onProgress: ({ index }) => {
        if (index === 1) controller.abort(new Error('stopped by the test'))
      },
    })
    await expect(stopping).rejects.toThrow('stopped by the test')
    expect(await chainOf(stopped)).toHaveLength(1)
    const report = await importFiles(request)
    expect(report.files.map(({ status }) => status)).toEqual(['unchanged', 'imported', 'imported'])
    await importFiles({ paths: [year], store: whole })
    expect(bytesOf(stopped)).toEqual(bytesOf(whole))
  })

  it('may leave a staging folder with its lock: the next import clears it', async () => {
    const year = yearOf(DAYS)
    const [killed, whole] = [newStore(), newStore()]
    await importFiles({ paths: [join(year, '2022', `${DAYS[0]}.csv`)], store: killed })
    for (const name of ['chains-0123-nse-csv-1-4567.parquet', 'bars', 'manifest.json'])
      fileIn(killed, `.staging/${name}`, 'half of it')
    fileIn(killed, '.staging/lock.1', lockOf({ pid: deadProcess(), began: '1' }))
    expect(await chainOf(killed)).toHaveLength(1)
    await importFiles({ paths: [join(year, '2022')], store: killed })
    await importFiles({ paths: [join(year, '2022')], store: whole })
    expect(await chainOf(killed)).toEqual(await chainOf(whole))
    expect(Object.keys(bytesOf(killed))).toEqual(Object.keys(bytesOf(whole)))
  })

  it('may end between the names of a set: the next import gives the rest of them', async () => {
    const year = yearOf(DAYS)
    const [killed, whole] = [newStore(), newStore()]
    await importFiles({ paths: [year], store: whole })
    const names = Object.keys(bytesOf(whole))
    // As it stands after the first rename of a set that was complete.
    for (const name of names) fileIn(killed, `.staging/${name}`, readFileSync(join(whole, name)))
    fileIn(killed, '.staging/publish.json', JSON.stringify({ names, removed: ['old.csv'] }))
    fileIn(killed, 'old.csv', 'superseded')
    renameSync(join(killed, '.staging', names[0] ?? ''), join(killed, names[0] ?? ''))
    await importFiles({ paths: [year], store: killed })
    expect(bytesOf(killed)).toEqual(bytesOf(whole))
  })

  it('leaves nothing but the list of its bad rows when it fails', async () => {
    const store = newStore()
    const bad = fileIn(folder(), 'bad.csv', optionsFile('x,y'))
    await expect(importFiles({ paths: [bad], store })).rejects.toThrow('bad.csv, line 2')
    expect(readdirSync(store)).toEqual(['.staging'])
    expect(readdirSync(join(store, '.staging'))).toEqual([expect.stringMatching(/^rejected-/)])
    await importFiles({ paths: [yearOf(DAYS)], store })
    expect(readdirSync(store)).not.toContain('.staging')
  })
})

/** The id of a process that has ended. */
const deadProcess = (): number =>
  Number(execFileSync(process.execPath, ['-e', 'console.log(process.pid)'], { encoding: 'utf8' }))

/** The text of a lock, of this process unless stated otherwise. */
const lockOf = (other: Partial<Holder>): string =>
  JSON.stringify({ ...thisProcess('another', '2026-01-01T00:00:00.000Z'), ...other })

describe('a folder that is no store', () => {
  it('is refused when it holds anything, and nothing in it is touched', async () => {
    const store = folder()
    const names = ['bars-2020-from-broker.parquet', 'notes.tmp', 'rejected-candidates.csv']
    for (const name of names) fileIn(store, name, 'mine')
    fileIn(store, 'draft.tmp/thesis.txt', 'mine')
    await expect(importFiles({ paths: [yearOf(DAYS)], store })).rejects.toThrow(
      /this folder is no store and holds bars-2020.*, draft.tmp, notes.tmp and 1 more; name a folder of its own/,
    )
    expect(readdirSync(store).sort()).toEqual([...names, 'draft.tmp'].sort())
  })

  it('keeps what lies beside a store', async () => {
    const store = newStore()
    const file = (day: string): string => join(yearOf([day]), '2022', `${day}.csv`)
    await importFiles({ paths: [file('2022-01-03')], store })
    for (const name of ['bars-mine.parquet', 'rejected-mine.csv', 'x.tmp']) fileIn(store, name, 'mine')
    await importFiles({ paths: [file('2022-01-03')], store, replace: true })
    await importFiles({ paths: [file('2022-01-04')], store })
    for (const name of ['bars-mine.parquet', 'rejected-mine.csv', 'x.tmp'])
      expect(readFileSync(join(store, name), 'utf8')).toBe('mine')
  })

  it('refuses to write over a file of the name of a part', async () => {
    const [store, other] = [newStore(), newStore()]
    const year = yearOf(DAYS)
    await importFiles({ paths: [year], store: other })
    await importFiles({ paths: [join(year, '2022', '2022-01-03.csv')], store })
    const mine = readdirSync(other).find(
      name => name.endsWith('parquet') && !readdirSync(store).includes(name),
    )
    fileIn(store, mine ?? '', 'mine')
    await expect(importFiles({ paths: [year], store })).rejects.toThrow(/not the store's has this name/)
    expect(readFileSync(join(store, mine ?? ''), 'utf8')).toBe('mine')
    expect(await chainOf(store)).toHaveLength(mine === undefined ? 3 : (await chainOf(store)).length)
  })
})

describe('a store in use', () => {
  it('refuses a second import while the process of the lock is there, and says who, where and since when', async () => {
    const store = newStore()
    const year = yearOf(DAYS)
    await importFiles({ paths: [year], store })
    fileIn(store, '.staging/lock.1', lockOf({ host: 'elsewhere', pid: 7 }))
    await expect(importFiles({ paths: [year], store })).rejects.toThrow(
      /another import .* is running \(process 7 on elsewhere, since 2026-01-01T00:00:00.000Z\)/,
    )
    fileIn(store, '.staging/lock.1', lockOf({}))
    await expect(importFiles({ paths: [year], store })).rejects.toThrow(/another import .* is running/)
    expect(existsSync(join(store, '.staging', 'lock.1'))).toBe(true)
  })

  it('takes over a lock whose process id another process has by now, and one that was silent for a minute', async () => {
    const store = newStore()
    const year = yearOf(DAYS)
    fileIn(store, '.staging/lock.3', lockOf({ began: '1' }))
    await importFiles({ paths: [year], store })
    const silent = fileIn(store, '.staging/lock.4', lockOf({ host: 'elsewhere' }))
    utimesSync(silent, new Date(0), new Date(0))
    await importFiles({ paths: [year], store })
    expect(readdirSync(store)).not.toContain('.staging')
  })

  it('lets one of several imports at once through, and loses nothing that was reported', async () => {
    const store = newStore()
    const days = ['2022-01-03', '2022-01-04', '2022-01-05', '2022-01-06']
    const files = days.map(day => join(yearOf([day]), '2022', `${day}.csv`))
    const imports = await Promise.allSettled(files.map(file => importFiles({ paths: [file], store })))
    const reported = imports.filter(({ status }) => status === 'fulfilled').length
    expect(reported).toBeGreaterThan(0)
    expect(await chainOf(store)).toHaveLength(reported)
    for (const one of imports)
      if (one.status === 'rejected') expect(String(one.reason)).toMatch(/another import/)
  })
})

describe('rows that another source has', () => {
  const file = (name: string, price: number): string =>
    fileIn(folder(), name, optionsFile(optionRow('2022-01-03', EXPIRY, 'CE', 17000, price)))

  it('are refused with the row and the other file', async () => {
    const store = newStore()
    await importFiles({ paths: [file('first.csv', 400)], store })
    const before = bytesOf(store)
    await expect(importFiles({ paths: [file('second.csv', 401)], store })).rejects.toThrow(
      'second.csv, line 2, field key: "NIFTY 2022-01-27 C 17000 at 2022-01-03T10:00:00.000Z": first.csv has this row already',
    )
    expect(bytesOf(store)).toEqual(before)
  })

  it('take their place when a file of the same name replaces it', async () => {
    const store = newStore()
    await importFiles({ paths: [file('prices.csv', 400)], store })
    const report = await importFiles({ paths: [file('prices.csv', 401)], store, replace: true })
    expect(report.files.map(({ status }) => status)).toEqual(['replaced'])
    expect(await chainOf(store)).toMatchObject([{ close: 401 }])
    expect(readdirSync(store).filter(name => name.endsWith('.parquet'))).toHaveLength(1)
  })
})

describe('facts that contradict each other', () => {
  it('are refused within a file: strikes of one expiry settle at one price', async () => {
    const path = fileIn(
      folder(),
      'expiry.csv',
      optionsFile(
        optionRow(EXPIRY, EXPIRY, 'CE', 17000, 17110),
        optionRow(EXPIRY, EXPIRY, 'PE', 17000, 17111),
      ),
    )
    await expect(importFiles({ paths: [path], store: newStore() })).rejects.toThrow(
      'expiry.csv, line 3, field settlement: "17111": line 2 says 17110',
    )
  })

  it('are refused between files', async () => {
    const store = newStore()
    const expiryFile = (name: string, strike: number, price: number): string =>
      fileIn(folder(), name, optionsFile(optionRow(EXPIRY, EXPIRY, 'CE', strike, price)))
    await importFiles({ paths: [expiryFile('a.csv', 17000, 17110)], store })
    const before = bytesOf(store)
    await expect(importFiles({ paths: [expiryFile('b.csv', 18000, 17111)], store })).rejects.toThrow(
      /b.csv, field settlement: "17111": another source .* NIFTY 2022-01-27/,
    )
    expect(bytesOf(store)).toEqual(before)
  })
})

describe('the request', () => {
  it('names an importer that exists, and a share between 0 and 1', async () => {
    const paths = [yearOf(DAYS)]
    await expect(importFiles({ paths, store: newStore(), importer: 'nse-cvs' })).rejects.toThrow(
      /"nse-cvs".*did you mean "nse-csv"/,
    )
    await expect(importFiles({ paths, store: newStore(), maxBadShare: 2 })).rejects.toThrow('maxBadShare')
  })

  it('keeps options out that the importer does not have', async () => {
    const taking = importFiles({ paths: [yearOf(DAYS)], store: newStore(), options: { lots: 50 } })
    await expect(taking).rejects.toThrow(/options.*lots/)
  })

  it('records the licence and when values are known', async () => {
    const store = newStore()
    await importFiles({ paths: [yearOf(DAYS.slice(0, 1))], store, licence: 'for testing only' })
    const [source] = JSON.parse(readFileSync(join(store, 'manifest.json'), 'utf8')).sources
    expect(source).toMatchObject({ licence: 'for testing only', importer: 'nse-csv', importerVersion: 1 })
    expect(source.knownAt).toContain('open interest of session D is known from the next session on')
    expect((await openStore(store)).provenance.sources).toMatchObject([{ licence: 'for testing only' }])
  })

  it('writes no path and no date of the import into the manifest', async () => {
    const store = newStore()
    const year = yearOf(DAYS)
    await importFiles({
      paths: [year, fileIn(folder(), 'index.csv', indexFile({ '2022-01-03': 17625 }))],
      store,
    })
    const manifest = readFileSync(join(store, 'manifest.json'), 'utf8')
    expect(manifest).not.toContain(year)
    expect(manifest).not.toContain(String(new Date().getFullYear()))
  })
})

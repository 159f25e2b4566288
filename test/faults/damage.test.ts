/** What was damaged is told of, and never believed: every byte of a store, and of what goes into one. */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { importFiles, openStore } from '../../datasets/index.ts'
import { DataError } from '../../engine/index.ts'
import { parseExperiment } from '../../studies/index.ts'
import { zipOf } from '../datasets/importers/zip-of.ts'
import { rowsOf } from '../datasets/market-rows.ts'
import { indexFile, optionRow, optionsFile } from '../datasets/nifty-files.ts'
import { fileIn, tempFolders } from '../fixtures/temp-folder.ts'
import { extent, PATIENCE_MS, seededNumbers } from './extent.ts'

const folder = tempFolders()
const random = seededNumbers()
const below = (bound: number): number => Math.floor(random() * bound)

/** Changes a bit, cuts the end off, repeats or blanks a stretch. */
function mutated(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  const at = below(copy.length)
  const to = Math.min(copy.length, at + 1 + below(40))
  switch (below(4)) {
    case 0:
      copy[at] = (copy[at] ?? 0) ^ (1 << below(8))
      return copy
    case 1:
      return copy.subarray(0, at)
    case 2:
      return Buffer.concat([copy.subarray(0, to), copy.subarray(at)])
    default:
      return copy.fill(0, at, to)
  }
}

/** What comes of work on bad input: its result, or the DataError that it ends with. Anything else is thrown on. */
async function toldOf<T>(work: () => T | Promise<T>): Promise<T | DataError> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DataError && !error.message.includes('\n')) return error
    throw error
  }
}

const CHAINS = optionsFile(
  optionRow('2022-01-03', '2022-01-27', 'CE', 17000, 100),
  optionRow('2022-01-04', '2022-01-27', 'PE', 17000, 90),
)
const INDEX = indexFile({ '2022-01-03': 17000, '2022-01-04': 17100 })

const rowsIn = async (store: string): Promise<string> =>
  JSON.stringify(await rowsOf(await openStore(store), { chains: ['NIFTY'], bars: ['NIFTY50'] }))

describe('a store', () => {
  const count = extent(150, 40_000)

  it(
    `that was damaged at random, ${count} times, gives the same rows or none`,
    async () => {
      const inbox = folder()
      const store = join(folder(), 'nifty')
      await importFiles({ paths: [fileIn(inbox, 'a.csv', CHAINS), fileIn(inbox, 'i.csv', INDEX)], store })
      const before = await rowsIn(store)
      const names = readdirSync(store)
      let told = 0
      for (let i = 0; i < count; i++) {
        const path = join(store, names[below(names.length)] ?? '')
        const bytes = readFileSync(path)
        writeFileSync(path, mutated(bytes))
        const rows = await toldOf(() => rowsIn(store))
        if (rows instanceof DataError) told++
        else expect(rows).toBe(before)
        writeFileSync(path, bytes)
      }
      expect(told).toBeGreaterThan(count / 4)
      expect(await rowsIn(store)).toBe(before)
    },
    PATIENCE_MS,
  )
})

describe('what goes into a store', () => {
  const count = extent(60, 20_000)

  it.each([
    [
      'a zip',
      'a.zip',
      zipOf([{ name: 'a.csv', table: Buffer.from(CHAINS), method: 8, bytes: deflateRawSync(CHAINS) }]),
    ],
    ['a gzip', 'a.csv.gz', gzipSync(CHAINS)],
  ])(
    `and is %s that was damaged at random, ${count / 2} times, gives the same rows or none`,
    async (_, name, whole) => {
      const [good, bad] = [join(folder(), 'nifty'), folder()]
      await importFiles({ paths: [fileIn(bad, name, whole)], store: good })
      const before = await rowsIn(good)
      for (let i = 0; i < count / 2; i++) {
        const path = fileIn(bad, name, mutated(Buffer.from(whole)))
        const store = join(bad, `store-${i}`)
        const report = await toldOf(() => importFiles({ paths: [path], store }))
        if (!(report instanceof DataError)) expect(await rowsIn(store)).toBe(before)
      }
    },
    PATIENCE_MS,
  )

  it(
    `and is a csv that was damaged at random, ${count} times, is imported or refused in a sentence`,
    async () => {
      const inbox = folder()
      for (let i = 0; i < count; i++) {
        const path = fileIn(inbox, 'a.csv', mutated(Buffer.from(CHAINS)))
        const store = join(inbox, `store-${i}`)
        const report = await toldOf(() => importFiles({ paths: [path], store, maxBadShare: 1 }))
        if (!(report instanceof DataError)) await toldOf(() => rowsIn(store))
      }
    },
    PATIENCE_MS,
  )
})

describe('an experiment', () => {
  const count = extent(300, 20_000)
  const text = Buffer.from(
    'name: gold\ndata: { store: demo, oiLagSessions: 1 }\nfrom: 2009-01-02\nto: 2009-12-31\naccount: { currency: USD, cash: 150000 }\nstrategy:\n  use: oi-zone-strangle\n  with: { product: gold, dteMin: 14 }\nmargin: { model: fixed }\nfill: nextOpen\n',
  )

  it(
    `that was damaged at random, ${count} times, is read or refused in a sentence`,
    async () => {
      for (let i = 0; i < count; i++)
        await toldOf(() => parseExperiment(mutated(text).toString('utf8'), 'gold.yaml'))
      expect(Object.keys(Object.prototype)).toEqual([])
    },
    PATIENCE_MS,
  )
})

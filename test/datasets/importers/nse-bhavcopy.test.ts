/** What is particular to the daily NSE files: their lots, their zips, other symbols. */

import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { importFiles } from '../../../datasets/import-files.ts'
import { lotsFromValues } from '../../../datasets/importers/nse-products.ts'
import { openStore } from '../../../datasets/open-store.ts'
import { parseDay } from '../../../engine/model/time.ts'
import { fileIn, tempFolders } from '../../fixtures/temp-folder.ts'
import { rowsOf } from '../market-rows.ts'
import { samples, textOf } from './samples.ts'
import { zipOf } from './zip-of.ts'

const folder = tempFolders()
const expiry = parseDay('2022-01-27')

const sampleOf = (what: string) => {
  const sample = samples.find(one => one.importer === 'nse-bhavcopy' && one.what === what)
  if (!sample) throw new Error(`no sample ${what}`)
  return sample
}

async function chainOf(text: string | Uint8Array, options: Record<string, unknown>, name = 'fo.csv') {
  const store = join(folder(), 'store')
  await importFiles({ paths: [fileIn(folder(), name, text)], store, options })
  return (await rowsOf(await openStore(store), { chains: [String(options.symbol ?? 'NIFTY')] })).chains
}

describe('a lot that the old layout does not state', () => {
  const row = { expiry, contracts: 100, low: 17_450, high: 17_650 }

  it('follows from the traded value when one whole number fits', () => {
    expect(lotsFromValues([{ ...row, valueLakh: 877.5 }])).toEqual(new Map([[expiry, 50]]))
  })

  it('does not follow when several fit, or none', () => {
    expect(lotsFromValues([{ ...row, low: 100, high: 20_000, valueLakh: 877.5 }]).size).toBe(0)
    expect(lotsFromValues([{ ...row, valueLakh: 886 }]).size).toBe(0)
    expect(lotsFromValues([{ ...row, contracts: 0, valueLakh: 0 }]).size).toBe(0)
  })

  it('is taken from all rows of an expiry together', () => {
    const wide = { ...row, low: 16_000, high: 17_550, valueLakh: 877.5 }
    const other = { ...row, low: 17_500, high: 19_000, valueLakh: 877.5 }
    expect(lotsFromValues([wide]).size).toBe(0)
    expect(lotsFromValues([wide, other])).toEqual(new Map([[expiry, 50]]))
  })

  it('is found, or demanded, in a file', async () => {
    const sample = sampleOf('old layout')
    const chain = await chainOf(textOf(sample), {})
    expect(chain).toEqual(sample.expected.chains)
    const wide = sample.rows
      .filter(row => row.startsWith('OPTIDX') && row.includes(',CE,'))
      .map(row => row.replace('600,650,590', '600,20000,1'))
    await expect(chainOf(textOf(sample, wide), {})).rejects.toThrow(
      'fo.csv, line 2, field options.lot: "2022-01-27": the lot of this expiry, of which 10 contracts traded, does not follow',
    )
  })

  it('of an expiry without a trade leaves out what is counted in lots, and stops no other', async () => {
    const sample = sampleOf('old layout')
    const untraded = sample.rows.filter(row => row.includes(',0,0,0,40,'))
    expect(await chainOf(textOf(sample, untraded), {})).toMatchObject([
      { right: 'put', close: 40, volume: 0 },
    ])
  })

  it('is stated by the first expiry that has it', async () => {
    const sample = sampleOf('old layout')
    const lot = [
      { from: null, value: 75 },
      { from: '2022-01-27', value: 25 },
    ]
    const chain = await chainOf(textOf(sample), { lot })
    expect(chain.map(({ multiplier, openInterest }) => [multiplier, openInterest])).toEqual([
      [25, 40],
      [25, 4],
    ])
  })
})

describe('a zip', () => {
  const sample = sampleOf('UDiFF layout')
  const table = Buffer.from(textOf(sample))

  it('is read, stored or deflated', async () => {
    for (const packed of [
      { method: 0, bytes: table },
      { method: 8, bytes: deflateRawSync(table) },
    ]) {
      const zip = zipOf([{ name: 'BhavCopy.csv', table, ...packed }])
      expect(await chainOf(zip, {}, 'day.csv.zip')).toEqual(sample.expected.chains)
    }
  })

  it('that is damaged, or holds several tables or none, is refused with its name', async () => {
    const good = { name: 'a.csv', table, method: 8, bytes: deflateRawSync(table) }
    const zip = zipOf([good])
    const damaged = Uint8Array.from(zip)
    damaged[60] = (damaged[60] ?? 0) ^ 255
    await expect(chainOf(damaged, {}, 'day.zip')).rejects.toThrow('day.zip: the zip is damaged')
    await expect(chainOf(zip.subarray(0, zip.length - 30), {}, 'day.zip')).rejects.toThrow(
      'day.zip: the zip is damaged',
    )
    await expect(chainOf(zipOf([good, { ...good, name: 'b.csv' }]), {}, 'day.zip')).rejects.toThrow(
      'holds 2 tables',
    )
    await expect(chainOf(zipOf([{ ...good, name: 'a.pdf' }]), {}, 'day.zip')).rejects.toThrow(
      'holds 0 tables',
    )
  })
})

describe('other symbols', () => {
  const sample = sampleOf('UDiFF layout')
  const text = textOf(sample, [...sample.rows, ...sample.rows.map(row => row.replace('NIFTY', 'BANKNIFTY'))])

  it('are skipped and counted', async () => {
    const report = await importFiles({
      paths: [fileIn(folder(), 'fo.csv', text)],
      store: join(folder(), 'store'),
    })
    expect(report).toMatchObject({ accepted: 3, rejected: 0, skipped: 3 })
  })

  it('are read by name, with their lots, beside the others in one store', async () => {
    const store = join(folder(), 'store')
    const paths = [fileIn(folder(), 'fo.csv', text)]
    await importFiles({ paths, store })
    await expect(importFiles({ paths, store, options: { symbol: 'BANKNIFTY' } })).rejects.toThrow(
      /lots .* state them/,
    )
    await importFiles({ paths, store, options: { symbol: 'BANKNIFTY', lot: 25 } })
    const { chains } = await rowsOf(await openStore(store), { chains: ['BANKNIFTY', 'NIFTY'] })
    expect(chains.map(({ product }) => product)).toEqual(['BANKNIFTY', 'BANKNIFTY', 'NIFTY', 'NIFTY'])
  })

  it('are suggested when the one asked for is not there', async () => {
    await expect(chainOf(text, { symbol: 'BANKNIFT' })).rejects.toThrow(
      /"BANKNIFT".*did you mean "BANKNIFTY"/,
    )
  })
})

describe('the price of the underlying', () => {
  const sample = sampleOf('UDiFF layout')

  it('is left out on request, so that index files can bring it', async () => {
    const store = join(folder(), 'store')
    const paths = [fileIn(folder(), 'fo.csv', textOf(sample))]
    await importFiles({ paths, store, options: { underlyingBars: false } })
    expect((await rowsOf(await openStore(store), { bars: ['NIFTY50'] })).bars).toEqual([])
  })

  it('is one a day: a row that differs is rejected', async () => {
    const rows = sample.rows.map((row, index) => (index === 2 ? row.replace('24320.55', '24320.6') : row))
    const report = await importFiles({
      paths: [fileIn(folder(), 'fo.csv', textOf(sample, rows))],
      store: join(folder(), 'store'),
      maxBadShare: 0.5,
    })
    expect(report.files[0]?.rejections).toMatchObject([{ line: 4, field: 'UndrlygPric', value: '24320.6' }])
  })
})

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEMO_SPAN, importFiles, listStores, marketOf } from '../../datasets/index.ts'
import { optionProducts } from '../../engine/calendar/option-contracts.ts'
import { formatDay, parseDay } from '../../engine/index.ts'
import { fileIn, tempFolders } from '../fixtures/temp-folder.ts'
import { indexFile } from './nifty-files.ts'

const folder = tempFolders()

describe('the catalogue', () => {
  it('finds the demo, and stores by name or path', async () => {
    const base = folder()
    const path = fileIn(folder(), 'index.csv', indexFile({ '2022-01-03': 17625 }))
    await importFiles({ paths: [path], store: join(base, 'nifty') })
    expect((await marketOf('demo', { folder: base, seed: 1 })).provenance.kind).toBe('synthetic')
    expect((await marketOf('nifty', { folder: base, seed: 1 })).provenance).toMatchObject({
      store: 'nifty',
      kind: 'imported',
      sources: [{ name: 'index.csv', licence: 'unknown' }],
    })
    expect((await marketOf(join(base, 'nifty'), { folder: folder(), seed: 1 })).provenance.store).toBe(
      'nifty',
    )
    expect(await listStores(base)).toEqual(['nifty'])
    expect(await listStores(join(base, 'none'))).toEqual([])
    await expect(marketOf('nfity', { folder: base, seed: 1 })).rejects.toThrow(
      /"nfity".*did you mean "nifty"/,
    )
  })

  it('offers all option products in the demo, and rates to convert with', async () => {
    const demo = await marketOf('demo', { folder: folder(), seed: 1 })
    for (const { id } of optionProducts) {
      expect(demo.option(id).id).toBe(id)
      expect(demo.series(id)[0]?.expiry).toBeGreaterThanOrEqual(parseDay(DEMO_SPAN.from))
      expect(demo.sessions(id).at(-1)?.day).toBeGreaterThan(parseDay(DEMO_SPAN.to))
    }
    expect(demo.product('EURUSD').kind).toBe('index')
  })

  it('ends the demo’s series by the deck when asked to, and refuses to do so with a store', async () => {
    const base = folder()
    const path = fileIn(folder(), 'index.csv', indexFile({ '2022-01-03': 17625 }))
    await importFiles({ paths: [path], store: join(base, 'nifty') })
    const options = { folder: base, seed: 1, deckRules: true }
    const bund = (await marketOf('demo', options)).series('OGBL').map(({ expiry }) => formatDay(expiry))
    expect(bund.slice(0, 2)).toEqual(['2008-10-31', '2008-11-28'])
    await expect(marketOf('nifty', options)).rejects.toThrow(
      /field data.deckRules: "nifty": a store keeps the expiries of its rows/,
    )
  })
})

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importFiles, listStores, marketOf } from '../../datasets/index.ts'
import { indexFile } from './nifty-files.ts'
import { fileIn, tempFolders } from './temp-folder.ts'

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
})

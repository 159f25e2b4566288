/** A manifest that is lost or damaged is built anew, byte for byte. */

import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkStore } from '../../datasets/check.ts'
import { importFiles } from '../../datasets/import-files.ts'
import { repairStore } from '../../datasets/repair.ts'
import { bytesOf, fileIn, tempFolders } from '../fixtures/temp-folder.ts'
import { indexFile, optionRow, optionsFile } from './nifty-files.ts'

const folder = tempFolders()

async function store(): Promise<string> {
  const path = join(folder(), 'nifty')
  const source = folder()
  const row = (day: string, strike: number): string => optionRow(day, '2022-01-27', 'CE', strike, 100)
  const files = {
    'a.csv': optionsFile(row('2022-01-25', 17000), 'x,y'),
    'b.csv': optionsFile(row('2022-01-26', 17000), row('2022-01-26', 18000)),
    'index.csv': indexFile({ '2022-01-25': 17278, '2022-01-26': 17300, '2022-01-27': 17110 }),
  }
  const paths = Object.entries(files).map(([name, text]) => fileIn(source, name, text))
  await importFiles({ paths, store: path, maxBadShare: 0.9 })
  return path
}

describe('a repair', () => {
  it.each([
    ['missing', (path: string) => rmSync(path)],
    ['cut short', (path: string) => truncateSync(path, 100)],
    ['foreign', (path: string) => writeFileSync(path, '{"name": "an app"}')],
    ['of no text at all', (path: string) => writeFileSync(path, Buffer.alloc(300, 0xff))],
  ])('gives a manifest that is %s back, byte for byte', async (_, damage) => {
    const path = await store()
    const before = bytesOf(path)
    damage(join(path, 'manifest.json'))
    expect(await repairStore(path)).toMatchObject({ status: 'rebuilt', damaged: [] })
    expect(bytesOf(path)).toEqual(before)
  })

  it('leaves a whole store alone, and writes lost files of sources anew', async () => {
    const path = await store()
    const before = bytesOf(path)
    expect(await repairStore(path)).toMatchObject({ status: 'whole' })
    expect(bytesOf(path)).toEqual(before)
    const [name = ''] = readdirSync(path).filter(one => one.startsWith('source-'))
    rmSync(join(path, name))
    await repairStore(path)
    expect(bytesOf(path)).toEqual(before)
  })

  it('names a source that cannot be told of any more, and keeps the others', async () => {
    const path = await store()
    const [name = ''] = readdirSync(path).filter(one => one.startsWith('source-'))
    writeFileSync(join(path, name), readFileSync(join(path, name), 'utf8').replace('nifty', 'nitfy'))
    rmSync(join(path, 'manifest.json'))
    expect(await repairStore(path)).toMatchObject({ status: 'rebuilt', damaged: [name] })
    expect((await checkStore(path)).filter(({ severity }) => severity === 'bad')).toEqual([])
  })

  it('does not vouch for a part that was damaged with the manifest', async () => {
    const path = await store()
    const part = join(path, readdirSync(path).find(one => one.startsWith('chains-')) ?? '')
    const bytes = readFileSync(part)
    bytes[8] = (bytes[8] ?? 0) ^ 1
    writeFileSync(part, bytes)
    rmSync(join(path, 'manifest.json'))
    await repairStore(path)
    expect((await checkStore(path)).find(({ severity }) => severity === 'bad')?.kind).toMatch(/Part$/)
  })

  it('says so where there is nothing to build from', async () => {
    const empty = folder()
    await expect(repairStore(empty)).rejects.toThrow(/no file of a source to build it from; import/)
    expect(readdirSync(empty)).toEqual([])
    await expect(repairStore(join(empty, 'nowhere'))).rejects.toThrow(/no such folder/)
  })
})

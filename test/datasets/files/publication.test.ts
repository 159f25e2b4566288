/** A set of files is there whole or not at all. */

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { thisProcess } from '../../../datasets/files/holder.ts'
import { withPublication } from '../../../datasets/files/publication.ts'
import { DataError } from '../../../engine/model/errors.ts'
import { fileIn, tempFolders } from '../../fixtures/temp-folder.ts'

const folder = tempFolders()
const NAMES = ['a.txt', 'b.txt']

const write = (target: string, text: string) =>
  withPublication(target, 'writer', async publication => {
    for (const name of NAMES) writeFileSync(publication.path(name), text)
    await publication.publish(NAMES)
  })

const texts = (target: string) => NAMES.map(name => readFileSync(join(target, name), 'utf8'))

describe('a publication', () => {
  it('makes the folder and leaves nothing but the set', async () => {
    const target = join(folder(), 'deep', 'er')
    await write(target, 'new')
    expect(readdirSync(target)).toEqual(NAMES)
  })

  it('leaves no trace when the work fails, folders that it made included', async () => {
    const above = folder()
    const failing = withPublication(join(above, 'deep', 'er'), 'writer', async publication => {
      writeFileSync(publication.path('a.txt'), 'half')
      throw new Error('the real reason')
    })
    await expect(failing).rejects.toThrow('the real reason')
    expect(readdirSync(above)).toEqual([])
  })

  it('keeps the old set when the new one fails', async () => {
    const target = folder()
    await write(target, 'old')
    mkdirSync(join(target, 'c.txt'))
    const failing = withPublication(target, 'writer', async publication => {
      for (const name of [...NAMES, 'c.txt']) writeFileSync(publication.path(name), 'new')
      await publication.publish([...NAMES, 'c.txt'])
    })
    await expect(failing).rejects.toThrow(/c.txt: a folder is in the way/)
    expect(texts(target)).toEqual(['old', 'old'])
    expect(existsSync(join(target, '.staging'))).toBe(false)
  })

  it('completes what a dead writer had begun to publish, and sweeps what it had not', async () => {
    const target = folder()
    await write(target, 'old')
    fileIn(target, '.staging/b.txt', 'new')
    fileIn(target, 'a.txt', 'new')
    fileIn(target, '.staging/publish.json', JSON.stringify({ names: NAMES, removed: [] }))
    await withPublication(target, 'writer', async () => {
      expect(texts(target)).toEqual(['new', 'new'])
    })
    fileIn(target, '.staging/a.txt', 'never finished')
    await withPublication(target, 'writer', async () => {
      expect(texts(target)).toEqual(['new', 'new'])
      expect(existsSync(join(target, '.staging', 'a.txt'))).toBe(false)
    })
  })

  it.each([
    ['no JSON', '{'],
    ['a name outside the folder', JSON.stringify({ names: [], removed: ['../precious.txt'] })],
    ['the staging folder itself', JSON.stringify({ names: [], removed: ['.staging'] })],
  ])('believes no list of %s', async (_, log) => {
    const above = folder()
    const precious = fileIn(above, 'precious.txt', 'mine')
    fileIn(above, 'out/.staging/publish.json', log)
    await expect(write(join(above, 'out'), 'new')).rejects.toThrow(/damaged; move this folder away/)
    expect(readFileSync(precious, 'utf8')).toBe('mine')
  })

  it('has one writer at a time', async () => {
    const target = folder()
    await withPublication(target, 'writer', async () => {
      await expect(write(target, 'second')).rejects.toThrow(/another writer is running \(process \d+ on /)
    })
    await write(target, 'third')
    expect(texts(target)).toEqual(['third', 'third'])
  })

  it('touches nothing any more once another writer has taken the folder over', async () => {
    const target = folder()
    await write(target, 'old')
    const slept = withPublication(target, 'writer', async publication => {
      for (const name of NAMES) writeFileSync(publication.path(name), 'of the one that slept')
      rmSync(join(target, '.staging', 'lock.1'))
      fileIn(target, '.staging/lock.2', JSON.stringify(thisProcess('the other', '')))
      fileIn(target, '.staging/b.txt', 'of the other')
      await publication.publish(NAMES)
    })
    await expect(slept).rejects.toThrow(/another writer has taken this folder over/)
    expect(texts(target)).toEqual(['old', 'old'])
    expect(readFileSync(join(target, '.staging', 'b.txt'), 'utf8')).toBe('of the other')
    expect(existsSync(join(target, '.staging', 'lock.2'))).toBe(true)
  })

  it('says in a sentence that a file is in the way', async () => {
    const file = fileIn(folder(), 'out', '')
    await expect(write(file, 'x')).rejects.toThrow(DataError)
    await expect(write(join(file, 'deeper'), 'x')).rejects.toThrow(/a file is in the way where a folder/)
  })
})

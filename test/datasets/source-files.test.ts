/** What an import finds under the paths it is given: files, links, and what is neither. */

import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importFiles } from '../../datasets/import-files.ts'
import { sourceFiles } from '../../datasets/source-files.ts'
import { readIssues } from '../../datasets/treasury/read-issues.ts'
import { fileIn, tempFolders } from '../fixtures/temp-folder.ts'
import { optionRow, optionsFile } from './nifty-files.ts'

const folder = tempFolders()
const TABLE = optionsFile(optionRow('2022-01-25', '2022-01-27', 'CE', 17000, 100))
const newStore = (): string => join(folder(), 'store')

function pipeIn(at: string, name: string): string {
  const path = join(at, name)
  execFileSync('sh', ['-c', 'mkfifo "$0"', path])
  return path
}

function linkIn(at: string, name: string, to: string): string {
  const path = join(at, name)
  symlinkSync(to, path)
  return path
}

describe('a folder', () => {
  it('gives its tables by name; links and pipes among them are told of, and not read', async () => {
    const [inbox, elsewhere] = [folder(), folder()]
    const target = fileIn(elsewhere, 'real.csv', TABLE)
    fileIn(inbox, '2022/b.csv', TABLE)
    fileIn(inbox, 'notes.md', 'no table')
    fileIn(inbox, '.hidden.csv', TABLE)
    linkIn(inbox, 'a.csv', target)
    linkIn(inbox, 'broken.csv', join(elsewhere, 'gone.csv'))
    linkIn(inbox, 'years', elsewhere)
    linkIn(inbox, '2022/back', inbox)
    pipeIn(inbox, 'z.csv')
    const { files, accepted } = await importFiles({ paths: [inbox], store: newStore() })
    expect(files.map(({ file, status }) => `${file} ${status}`)).toEqual([
      '2022/b.csv imported',
      '2022/back link',
      'a.csv link',
      'broken.csv link',
      'years link',
      'z.csv special',
    ])
    expect(accepted).toBe(1)
  })

  it('may be written in any way: its files have the same names', async () => {
    const inbox = folder()
    fileIn(inbox, '2022/b.csv', TABLE)
    const here = relative('.', inbox)
    for (const path of [inbox, `${inbox}/`, `${inbox}/./2022/..`, here, `./${here}`]) {
      expect((await sourceFiles([path])).map(({ name }) => name)).toEqual(['2022/b.csv'])
    }
  })

  it('of nothing but links is refused, and says that they are not followed', async () => {
    const inbox = folder()
    linkIn(inbox, 'a.csv', fileIn(folder(), 'real.csv', TABLE))
    await expect(sourceFiles([inbox])).rejects.toThrow(
      'there is no csv, txt, zip or gz file to import; symbolic links in folders are not followed',
    )
  })
})

describe('a path that is named', () => {
  it('is followed where it is a link, to a file as to a folder', async () => {
    const elsewhere = folder()
    const link = linkIn(folder(), 'link.csv', fileIn(elsewhere, 'real.csv', TABLE))
    const folderLink = linkIn(folder(), 'inbox', elsewhere)
    expect(await sourceFiles([link, folderLink])).toMatchObject([
      { name: 'link.csv', kind: 'file', bytes: TABLE.length, named: true },
      { name: 'real.csv', kind: 'file', named: false },
    ])
  })

  it.each<[string, (at: string) => string, RegExp]>([
    ['a pipe', at => pipeIn(at, 'pipe.csv'), /pipe\.csv: this is a pipe, socket or device; write/],
    ['a device', () => '/dev/zero', /^\/dev\/zero: this is a pipe, socket or device; write/],
    ['a broken link', at => linkIn(at, 'x.csv', join(at, 'gone')), /x\.csv: there is no such file or folder/],
    ['a link to itself', at => linkIn(at, 'x.csv', 'x.csv'), /x\.csv: symbolic links lead in a circle/],
    ['below a file', at => join(fileIn(at, 'x.csv', ''), 'y.csv'), /x\.csv\/y\.csv: there is no such file/],
    ['too long', at => join(at, 'x'.repeat(300)), /x: cannot be read \(ENAMETOOLONG\)/],
  ])('and is %s ends in one sentence', async (_what, made, message) => {
    await expect(importFiles({ paths: [made(folder())], store: newStore() })).rejects.toThrow(message)
  })

  it('is asked the same way where a table of the user is read: a pipe, a folder', async () => {
    await expect(readIssues(pipeIn(folder(), 'issues.csv'))).rejects.toThrow('issues.csv: this is a pipe')
    await expect(readIssues(folder())).rejects.toThrow('this is a folder; name a file')
    await expect(readIssues('/nowhere/issues.csv')).rejects.toThrow(
      '/nowhere/issues.csv: there is no such file',
    )
  })

  it.skipIf(process.getuid?.() === 0)('and may not be read ends with its path', async () => {
    const inbox = folder()
    const file = fileIn(inbox, 'secret.csv', TABLE)
    const below = join(inbox, 'below')
    mkdirSync(below)
    chmodSync(file, 0)
    await expect(importFiles({ paths: [file], store: newStore() })).rejects.toThrow(
      `${file}: may not be read`,
    )
    chmodSync(below, 0)
    await expect(importFiles({ paths: [inbox], store: newStore() })).rejects.toThrow(
      `${below}: may not be read`,
    )
    chmodSync(below, 0o700)
  })
})

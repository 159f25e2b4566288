/** The data commands: ceilings from the command line, what is told of and not read, and hostile text made harmless. */

import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { optionRow, optionsFile } from '../datasets/nifty-files.ts'
import { fileIn, tempFolders } from '../fixtures/temp-folder.ts'
import { runCli } from './run-cli.ts'

const folder = tempFolders()
const row = (strike: number | string) => optionRow('2022-01-25', '2022-01-27', 'CE', Number(strike), 100)
const importing = (path: string, ...more: readonly string[]) =>
  runCli('data', 'import', path, '--store', join(folder(), 'store'), ...more)

/** Everything but printable signs, line ends, tabs. */
const CONTROLS = /[^\P{Cc}\n\t]|\p{Bidi_Control}/u

describe('data import', () => {
  it('takes ceilings, again and again', async () => {
    const path = fileIn(folder(), 'x.csv', optionsFile(row(17000), row(17100)))
    const refused = await importing(path, '--ceiling', 'rows=2e0', '--ceiling', 'columns=50')
    expect(refused).toMatchObject({ code: 2, out: '' })
    expect(refused.err).toBe(
      'stillhalter: x.csv, line 3: "3": more than 2 lines of a file (rows); if that is meant, raise it with --ceiling rows=3\n',
    )
    expect(await importing(path, '--ceiling', 'columns=3')).toMatchObject({ code: 2 })
    expect(await importing(path, '--ceiling', 'rows=3')).toMatchObject({ code: 0 })
    const unknown = await importing(path, '--ceiling', 'lines=3')
    expect(unknown.err).toMatch(/field --ceiling: "lines=3": write name=number, with one of .*rows/)
  })

  it('tells why a file of a folder was not read', async () => {
    const inbox = folder()
    fileIn(inbox, 'a.csv', optionsFile(row(17000)))
    fileIn(inbox, 'b.txt', 'no table\n')
    symlinkSync('a.csv', join(inbox, 'c.csv'))
    const { out } = await importing(inbox)
    expect(out).toContain('a.csv: imported, 1 rows by nse-csv, 0 rejected, 0 not asked for\n')
    expect(out).toContain('b.txt: not read: no importer knows its header; name the format to import it\n')
    expect(out).toContain('c.csv: not read: a symbolic link; name the file itself to import it\n')
  })
})

describe('text of files that steers a terminal', () => {
  const TITLE = '\u001b]0;mine\u0007'
  const CLEAR = '\u001b[2J'

  it.each([
    ['a title', TITLE, '\\u001b]0;mine\\u0007'],
    ['a cleared screen', CLEAR, '\\u001b[2J'],
    ['a control of one byte', '\u009b2J', '\\u009b2J'],
    ['text turned round', '\u202egnp', '\\u202egnp'],
    ['a line begun again', 'a\rb', 'a\\u000db'],
    ['a line of its own', '"a\n-> b"', 'a\\u000a-> b'],
  ])('is escaped where a row is rejected: %s', async (_what, value, escaped) => {
    const bad = row(17000).replace('100', value)
    const path = fileIn(folder(), 'x.csv', optionsFile(bad, row(17000)))
    const told = await importing(path, '--max-bad-share', '0.9')
    expect(told.out).toContain(` ! x.csv, line 2, field open: "${escaped}": is no number\n`)
    const refused = await importing(path)
    expect(refused.code).toBe(2)
    if (!value.includes('\n')) expect(refused.err).toContain(`field open: "${escaped}": is no number`)
    for (const text of [told.out, told.err, refused.err]) expect(text).not.toMatch(CONTROLS)
  })

  it('that is NUL is no text', async () => {
    const path = fileIn(folder(), 'x.csv', optionsFile(row(17000).replace('100', '\u0000')))
    expect((await importing(path)).err).toBe(
      'stillhalter: x.csv: this is no text in UTF-8; save the table as csv\n',
    )
  })

  it('is escaped in names of files and stores, and tables stay aligned', async () => {
    const home = folder()
    const name = `st${CLEAR}ore`
    const path = fileIn(folder(), `f${TITLE}\u202e.csv`, optionsFile(row(17000)))
    const plain = fileIn(
      folder(),
      'plain.csv',
      optionsFile(optionRow('2022-01-26', '2022-01-27', 'CE', 1, 1)),
    )
    const store = join(home, name)
    const shown = [
      await runCli('data', 'import', path, plain, '--store', store, '--licence', CLEAR),
      await runCli('data', 'list', home),
      await runCli('data', 'show', store),
      await runCli('data', 'check', store),
      await runCli('data', 'import', join(home, `${TITLE}gone`), '--store', store),
      await runCli('data', 'show', join(home, `gone${TITLE}`)),
      await runCli('data', TITLE),
    ]
    for (const { out, err } of shown) expect(`${out}${err}`).not.toMatch(CONTROLS)
    expect(shown[1]?.out).toBe('st\\u001b[2Jore\n')
    expect(shown[3]?.out).toContain('names hold control characters, the first "st\\u001b[2Jore"')
    const sources = shown[2]?.out.split('\n\n').at(-2)?.split('\n') ?? []
    expect(sources[0]).toMatch(/^file +importer/)
    const column = sources[0]?.indexOf('importer')
    expect(sources.slice(1).map(line => line.indexOf('nse-csv'))).toEqual([column, column])
  })
})

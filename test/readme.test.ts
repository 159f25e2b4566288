/** The README as a user follows it: the package is packed, laid into an empty folder, and every command is run there. */

import { execFileSync, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const README = readFileSync(join(ROOT, 'README.md'), 'utf8')

interface Block {
  readonly language: string
  readonly text: string
}

const blocks: Block[] = [...README.matchAll(/```(\w+)\n(.*?)```/gs)].map(([, language = '', text = '']) => ({
  language,
  text,
}))

/** Files that the README shows: their first line names them in a comment. */
const files = blocks.flatMap(({ language, text }) => {
  const name = /^(?:#|\/\/) (\S+\.\w+)\n/.exec(text)?.[1]
  return name === undefined ? [] : [{ name, text: language === 'csv' ? text.replace(/^.*\n/, '') : text }]
})

const commands = blocks
  .filter(({ language }) => language === 'sh')
  .flatMap(({ text }) => text.trim().split('\n'))

describe('the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'readme-'))
  const modules = join(folder, 'node_modules')
  const installed = join(modules, 'stillhalter')
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  beforeAll(() => {
    const [packed] = JSON.parse(
      execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
        cwd: ROOT,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).replace(/^[^[]*/s, ''),
    ) as { filename: string }[]
    mkdirSync(installed, { recursive: true })
    execFileSync('tar', [
      '-xzf',
      join(folder, packed?.filename ?? ''),
      '-C',
      installed,
      '--strip-components=1',
    ])
    for (const name of readdirSync(join(ROOT, 'node_modules'))) {
      if (!name.startsWith('.')) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name))
    }
    for (const { name, text } of files) writeFileSync(join(folder, name), text)
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  }, 120_000)

  const run = (words: readonly string[]) =>
    spawnSync(process.execPath, [join(installed, 'dist/cli/main.js'), ...words], {
      cwd: folder,
      encoding: 'utf8',
    })

  it('shows the files and the commands', () => {
    expect(files.map(file => file.name)).toEqual([
      'gold-strangle.yaml',
      'book.csv',
      'writer.yaml',
      'basis.yaml',
      'par-yields.csv',
      'SOFR.csv',
      'my-map.yaml',
      'my-chains.csv',
      'my-index-map.yaml',
      'my-index.csv',
      'call-writer.ts',
      'call-writer.yaml',
      'put-writer.ts',
      'library.ts',
    ])
    expect(commands.filter(command => command.startsWith('npm'))).toEqual([
      'npm ci && npm start',
      'npm ci && npm test',
    ])
    expect(commands.length).toBeGreaterThan(10)
  })

  it('gives the package no more than what it needs', () => {
    expect(readdirSync(installed).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist',
      'package.json',
    ])
  })

  it.each(commands.filter(command => command.startsWith('stillhalter')))('%s', command => {
    const { status, stderr, stdout } = run(command.split(' ').slice(1))
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout.length).toBeGreaterThan(5)
  })

  it('leaves the reports where it says', () => {
    for (const name of ['gold-strangle', 'wider-stop', 'call-writer', 'put-writer']) {
      for (const file of ['report.html', 'report.json', 'records.parquet', 'journal.parquet']) {
        expect(existsSync(join(folder, 'runs', name, file)), `${name}/${file}`).toBe(true)
      }
    }
  })

  it("runs the reader's own strategies to real trades", () => {
    for (const name of ['call-writer', 'put-writer']) {
      const report = JSON.parse(readFileSync(join(folder, 'runs', name, 'report.json'), 'utf8'))
      expect(report.strategy.name).toBe(name)
      expect(report.trades.length).toBeGreaterThan(2)
      expect(report.provenance.strategyHash).toMatch(/^[0-9a-f]{64}$/)
    }
  })

  it('offers a library with types', () => {
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          module: 'nodenext',
          target: 'es2023',
          strict: true,
          skipLibCheck: true,
          noEmit: true,
          types: ['node'],
        },
        files: ['library.ts', 'call-writer.ts', 'put-writer.ts'],
      }),
    )
    const types = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', '.'], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(types.stdout).toBe('')
    const ran = spawnSync(process.execPath, ['--import', 'tsx', 'library.ts'], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(ran.stderr).toBe('')
    expect(ran.stdout).toMatch(/trades? (gained|lost) USD|No trade was made/)
  })

  it('says in the checkout what it says here: npm start writes the three files', () => {
    const scripts = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts
    expect(scripts.start).toContain('cli/main.ts run cli/demo.yaml --out runs/demo')
    const out = join(folder, 'demo')
    const words = scripts.start.replace('runs/demo', out).split(' ')
    const { status } = spawnSync(process.execPath, words.slice(1), { cwd: ROOT })
    expect(status).toBe(0)
    expect(readdirSync(out).sort()).toEqual([
      'journal.parquet',
      'records.parquet',
      'report.html',
      'report.json',
    ])
  })
})

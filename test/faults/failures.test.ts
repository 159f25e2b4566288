/** What cannot be written is told in one sentence, and leaves what was there before. */

import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { importFiles } from '../../datasets/index.ts'
import { DataError } from '../../engine/index.ts'
import { runCli } from '../cli/run-cli.ts'
import { optionRow, optionsFile } from '../datasets/nifty-files.ts'
import { bytesOf, fileIn, tempFolders } from '../fixtures/temp-folder.ts'
import { PATIENCE_MS } from './extent.ts'
import { type Fault, withFault } from './faulty-fs.ts'

const folder = tempFolders()
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const CODES = ['ENOSPC', 'EFBIG', 'EROFS', 'EACCES', 'EIO', 'EDQUOT', 'EMFILE']

const csv = (price: number): string =>
  fileIn(folder(), 'a.csv', optionsFile(optionRow('2022-01-24', '2022-01-27', 'CE', 17000, price)))

const experiment = fileIn(
  folder(),
  'short.yaml',
  'name: short\ndata: { store: demo }\nfrom: 2009-01-02\nto: 2009-01-09\naccount: { currency: USD, cash: 100000 }\nstrategy: { use: oi-zone-strangle, with: { product: OG } }\n',
)

describe('an operation that fails', () => {
  it(
    'ends an import with a sentence, whichever it is, and the store is as it was or complete',
    async () => {
      const first = join(folder(), 'store')
      await importFiles({ paths: [csv(90)], store: first })
      const whole = join(folder(), 'store')
      cpSync(first, whole, { recursive: true })
      const request = { paths: [csv(91)], replace: true }
      await importFiles({ ...request, store: whole })
      const once = async (at: number, fault: Fault) => {
        const store = join(folder(), 'store')
        cpSync(first, store, { recursive: true })
        return { store, ...(await withFault(at, fault, () => importFiles({ ...request, store }))) }
      }
      const { operations } = await once(0, 'kill')
      for (let at = 1; at <= operations; at++) {
        const { store, outcome } = await once(at, { code: CODES[at % CODES.length] ?? 'EIO' })
        if (outcome.status === 'rejected') {
          expect(outcome.reason).toBeInstanceOf(DataError)
          expect(String(outcome.reason)).not.toContain('on purpose')
        }
        const left = readdirSync(store)
        if (!left.includes('.staging'))
          expect([bytesOf(first), bytesOf(whole)]).toContainEqual(bytesOf(store))
        await importFiles({ ...request, store })
        expect(bytesOf(store)).toEqual(bytesOf(whole))
      }
    },
    PATIENCE_MS,
  )

  it(
    'ends a run with a sentence and exit code 2, whichever it is, and the older results stay',
    async () => {
      const out = join(folder(), 'out')
      await runCli('run', experiment, '--out', out)
      const before = bytesOf(out)
      const run = () => runCli('run', experiment, '--out', out, '--set', 'account.cash=200000')
      const { operations } = await withFault(0, 'kill', () => runCli('run', experiment, '--out', out))
      for (let at = 1; at <= operations; at++) {
        const { outcome } = await withFault(at, { code: CODES[at % CODES.length] ?? 'EIO' }, run)
        if (outcome.status === 'rejected') throw outcome.reason
        const { code, err } = outcome.value
        if (code === 0) break
        expect([code, err.trim().split('\n').length]).toEqual([2, 1])
        expect(err).not.toContain('on purpose')
        if (readdirSync(out).includes('.staging')) break
        expect(bytesOf(out)).toEqual(before)
      }
    },
    PATIENCE_MS,
  )
})

describe('the system', () => {
  /** Runs a command line in a shell of its own, as another user where there is a name. */
  const shell = (command: string, user?: string) =>
    spawnSync(
      user === undefined ? 'bash' : 'su',
      user === undefined ? ['-c', command] : [user, '-s', '/bin/bash', '-c', command],
      {
        cwd: ROOT,
        encoding: 'utf8',
      },
    )
  const cli = `${process.execPath} --import tsx --conditions=development ${ROOT}cli/main.ts`

  it(
    'may limit the size of files',
    () => {
      const out = join(folder(), 'out')
      const ran = shell(`ulimit -f 100; ${cli} run ${experiment} --out ${out} --quiet`)
      expect([ran.status, ran.stderr]).toEqual([
        2,
        expect.stringMatching(/^stillhalter: \S+: the file grew beyond .*\n$/),
      ])
      expect(readdirSync(folder())).toEqual([])
    },
    PATIENCE_MS,
  )

  const isRoot = process.getuid?.() === 0
  const nobody =
    isRoot &&
    shell(`${process.execPath} -e 0`, 'nobody').status === 0 &&
    shell(`test -r ${ROOT}package.json`, 'nobody').status === 0

  it.skipIf(!nobody)(
    'may forbid writing and reading (skipped where no unprivileged user can run node)',
    () => {
      const open = folder()
      chmodSync(open, 0o755)
      const shut = join(open, 'shut')
      mkdirSync(shut)
      chmodSync(shut, 0o555)
      const yaml = join(open, 'short.yaml')
      cpSync(experiment, yaml)
      const ran = shell(`${cli} run ${yaml} --out ${shut}/out --quiet`, 'nobody')
      expect([ran.status, ran.stderr]).toEqual([
        2,
        expect.stringMatching(/^stillhalter: .*there is no permission to write here; .*\n$/),
      ])
      const store = join(open, 'store')
      mkdirSync(store)
      writeFileSync(join(store, 'manifest.json'), '{}')
      chmodSync(join(store, 'manifest.json'), 0o000)
      chmodSync(store, 0o777)
      const source = join(open, 'a.csv')
      cpSync(csv(90), source)
      const imported = shell(`${cli} data import ${source} --store ${store} --quiet`, 'nobody')
      expect([imported.status, imported.stderr]).toEqual([
        2,
        expect.stringMatching(/store.manifest.json: it cannot be read \(EACCES.*nothing was changed\n$/),
      ])
      expect(readdirSync(store)).toEqual(['manifest.json'])
    },
    PATIENCE_MS,
  )
})

/** A writer may be killed at any operation on a file: nothing is lost, nothing is half there, and the next start completes it. */

import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkStore, importFiles, openStore, withPublication } from '../../datasets/index.ts'
import { runCli } from '../cli/run-cli.ts'
import { rowsOf } from '../datasets/market-rows.ts'
import { indexFile, optionRow, optionsFile } from '../datasets/nifty-files.ts'
import { bytesOf, fileIn, tempFolders } from '../fixtures/temp-folder.ts'
import { buryWriters } from './dead-writer.ts'
import { PATIENCE_MS } from './extent.ts'
import { withFault } from './faulty-fs.ts'

const folder = tempFolders()

/** Runs `work` once for each operation that it makes, each time killed at another. Gives how many there are. */
async function eachKill(
  prepare: () => string,
  work: (target: string) => Promise<unknown>,
  hold: (target: string, at: number) => Promise<void>,
): Promise<number> {
  const { operations } = await withFault(0, 'kill', () => work(prepare()))
  for (let at = 1; at <= operations; at++) {
    const target = prepare()
    await withFault(at, 'kill', () => work(target))
    buryWriters(target)
    await hold(target, at)
  }
  return operations
}

describe('an import', () => {
  const source = folder()
  const file = (name: string, day: string, price: number): string =>
    fileIn(source, name, optionsFile(optionRow(day, '2022-01-27', 'CE', 17000, price)))
  const old = file('a.csv', '2022-01-24', 90)
  const added = [
    file('b.csv', '2022-01-25', 100),
    fileIn(source, 'index.csv', indexFile({ '2022-01-24': 17000, '2022-01-25': 17100 })),
  ]
  const replaced = fileIn(
    folder(),
    'a.csv',
    optionsFile(optionRow('2022-01-24', '2022-01-27', 'CE', 17000, 91)),
  )

  async function base(): Promise<string> {
    const store = join(folder(), 'nifty')
    await importFiles({ paths: [old], store })
    fileIn(store, 'bars-mine.parquet', 'mine')
    return store
  }
  const rows = async (store: string) => {
    const { chains, bars } = await rowsOf(await openStore(store), { chains: ['NIFTY'], bars: ['NIFTY50'] })
    return JSON.stringify([chains, bars])
  }

  it.each([
    ['that adds two files', { paths: added }],
    ['that replaces one', { paths: [replaced], replace: true }],
  ])(
    '%s loses nothing, whichever operation is its last',
    async (_, request) => {
      const first = await base()
      const whole = join(folder(), 'nifty')
      cpSync(first, whole, { recursive: true })
      const before = await rows(first)
      const between: string[] = [before]
      await importFiles({
        ...request,
        store: whole,
        onProgress: () => {},
      })
      const steps = join(folder(), 'nifty')
      cpSync(first, steps, { recursive: true })
      for (const path of request.paths) {
        await importFiles({ ...request, paths: [path], store: steps })
        between.push(await rows(steps))
      }
      const kills = await eachKill(
        () => {
          const store = join(folder(), 'nifty')
          cpSync(first, store, { recursive: true })
          return store
        },
        store => importFiles({ ...request, store }),
        async store => {
          expect(between).toContain(await rows(store))
          expect((await checkStore(store)).filter(({ kind }) => kind.endsWith('Part'))).toEqual([])
          await importFiles({ ...request, store })
          expect(bytesOf(store)).toEqual(bytesOf(whole))
        },
      )
      expect(kills).toBeGreaterThan(15)
    },
    PATIENCE_MS,
  )
})

describe('a run', () => {
  const experiment = (name: string, cash: number): string =>
    fileIn(
      folder(),
      `${name}.yaml`,
      `name: ${name}\ndata: { store: demo }\nfrom: 2009-01-02\nto: 2009-01-30\naccount: { currency: USD, cash: ${cash} }\nstrategy: { use: oi-zone-strangle, with: { product: OG } }\n`,
    )
  const [older, newer] = [experiment('older', 100_000), experiment('newer', 200_000)]

  it(
    'leaves the older results or its own, whichever operation is its last',
    async () => {
      const first = join(folder(), 'out')
      expect((await runCli('run', older, '--out', first)).code).toBe(0)
      writeFileSync(join(first, 'notes.txt'), 'mine')
      const whole = join(folder(), 'out')
      cpSync(first, whole, { recursive: true })
      await runCli('run', newer, '--out', whole)
      const kills = await eachKill(
        () => {
          const out = join(folder(), 'out')
          cpSync(first, out, { recursive: true })
          return out
        },
        out => runCli('run', newer, '--out', out),
        async (out, at) => {
          // The next start ends before it has made anything.
          await withPublication(out, 'start', async () => {})
          expect([bytesOf(first), bytesOf(whole)]).toContainEqual(bytesOf(out))
          if (at % 5 === 0) {
            await runCli('run', newer, '--out', out)
            expect(bytesOf(out)).toEqual(bytesOf(whole))
          }
          rmSync(out, { recursive: true })
        },
      )
      expect(kills).toBeGreaterThan(10)
    },
    PATIENCE_MS,
  )
})

describe('a study', () => {
  const experiment = fileIn(
    folder(),
    'basis.yaml',
    `name: basis
data: { store: rates-demo, treasury: { dislocation: [{ from: 2019-01-02, bp: 10 }] } }
from: 2019-01-02
to: 2019-01-31
account: { currency: USD, cash: 20000000 }
strategy: { use: treasury-basis, with: { product: ZN, leverage: 50 } }
margin: { model: futures, table: { ZN: [{ maintenance: 1150 }] } }
funding: { lender: [{ haircutPercent: 0.5 }] }
fill: nextClose
`,
  )
  const study = (out: string, leverage: string) =>
    runCli('study', 'leverage', experiment, '--leverage', leverage, '--out', out)

  it(
    'leaves the older comparison or its own, whichever operation is its last',
    async () => {
      const [first, whole] = [join(folder(), 'out'), join(folder(), 'out')]
      expect((await study(first, '10')).code).toBe(0)
      cpSync(first, whole, { recursive: true })
      await study(whole, '20')
      const kills = await eachKill(
        () => {
          const out = join(folder(), 'out')
          cpSync(first, out, { recursive: true })
          return out
        },
        out => study(out, '20'),
        async out => {
          // The next start ends before it has made anything.
          await withPublication(out, 'start', async () => {})
          expect([bytesOf(first), bytesOf(whole)]).toContainEqual(bytesOf(out))
        },
      )
      expect(kills).toBeGreaterThan(10)
    },
    PATIENCE_MS,
  )
})

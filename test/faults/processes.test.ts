/** Real processes: killed at any moment, and several at once. */

import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { thisProcess } from '../../datasets/files/holder.ts'
import { checkStore, importFiles, openStore } from '../../datasets/index.ts'
import { rowsOf } from '../datasets/market-rows.ts'
import { optionRow, optionsFile } from '../datasets/nifty-files.ts'
import { bytesOf, fileIn, tempFolders } from '../fixtures/temp-folder.ts'
import { startCommand } from './command.ts'
import { extent, IS_LONG, PATIENCE_MS, seededNumbers } from './extent.ts'

const folder = tempFolders()
const random = seededNumbers()

const DAYS = ['2022-01-03', '2022-01-04', '2022-01-05', '2022-01-06', '2022-01-07']
const inbox = folder()
const files = DAYS.map(day =>
  fileIn(inbox, `${day}.csv`, optionsFile(optionRow(day, '2022-01-27', 'CE', 17000, 100))),
)
const rowsIn = async (store: string): Promise<number> =>
  (await rowsOf(await openStore(store), { chains: ['NIFTY'] })).chains.length

/** Milliseconds from the start of a command to its end, generously. */
const LIFE_MS = IS_LONG ? 1500 : 4000

describe('processes that are killed', () => {
  const kills = extent(3, 700)

  it(
    `importing, ${kills} times, leave a store that holds whole sources, and the next import completes it`,
    async () => {
      const whole = join(folder(), 'nifty')
      await importFiles({ paths: files, store: whole })
      for (let kill = 0; kill < kills; kill++) {
        const store = join(folder(), 'nifty')
        const { process, ended } = startCommand('data', 'import', ...files, '--store', store)
        await setTimeout(LIFE_MS * (0.2 + 0.8 * random()))
        process.kill('SIGKILL')
        await ended
        if (existsSync(join(store, 'manifest.json'))) {
          expect(await rowsIn(store)).toBeLessThanOrEqual(DAYS.length)
          expect((await checkStore(store)).filter(({ kind }) => kind.endsWith('Part'))).toEqual([])
        }
        await importFiles({ paths: files, store })
        expect(bytesOf(store)).toEqual(bytesOf(whole))
        rmSync(store, { recursive: true })
      }
    },
    PATIENCE_MS,
  )

  const stops = extent(2, 300)

  it(
    `running, ${stops} times, leave the older results or their own`,
    async () => {
      const experiment = (cash: number): string =>
        fileIn(
          folder(),
          'short.yaml',
          `name: short\ndata: { store: demo }\nfrom: 2009-01-02\nto: 2009-01-30\naccount: { currency: USD, cash: ${cash} }\nstrategy: { use: oi-zone-strangle, with: { product: OG } }\n`,
        )
      const [older, newer] = [experiment(100_000), experiment(200_000)]
      const [first, second] = [join(folder(), 'out'), join(folder(), 'out')]
      expect((await startCommand('run', older, '--out', first).ended).code).toBe(0)
      expect((await startCommand('run', newer, '--out', second).ended).code).toBe(0)
      for (let stop = 0; stop < stops; stop++) {
        const out = join(folder(), 'out')
        cpSync(first, out, { recursive: true })
        const { process, ended } = startCommand('run', newer, '--out', out)
        await setTimeout(LIFE_MS * (0.3 + 0.7 * random()))
        process.kill('SIGKILL')
        await ended
        // The next start, which fails for reasons of its own.
        const next = startCommand('run', newer, '--out', out, '--set', 'strategy.with.product=nothing')
        expect((await next.ended).code).toBe(2)
        expect([bytesOf(first), bytesOf(second)]).toContainEqual(bytesOf(out))
        rmSync(out, { recursive: true })
      }
    },
    PATIENCE_MS,
  )
})

describe('processes that start at once', () => {
  const rounds = extent(1, 60)

  it(
    `and import into one store, in ${rounds} rounds, lose no source that one of them reported`,
    async () => {
      for (let round = 0; round < rounds; round++) {
        const store = join(folder(), 'nifty')
        // A writer that is gone has left its lock.
        if (round % 2 === 0)
          fileIn(store, '.staging/lock.1', JSON.stringify({ ...thisProcess('', ''), began: '1' }))
        const ended = await Promise.all(
          files.slice(0, 3).map(file => startCommand('data', 'import', file, '--store', store).ended),
        )
        const reported = ended.filter(({ code }) => code === 0).length
        for (const { code, err } of ended)
          if (code !== 0) expect([code, err]).toEqual([2, expect.stringMatching(/another import/)])
        expect(await rowsIn(store)).toBe(reported)
        rmSync(store, { recursive: true })
      }
    },
    PATIENCE_MS,
  )
})

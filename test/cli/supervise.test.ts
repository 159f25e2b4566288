/** A strategy that never returns does not keep the command line from ending. */

import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { fileIn, tempFolders } from '../fixtures/temp-folder.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const folder = tempFolders()

/** Starts a run whose strategy does this at its first chain, and leaves a mark that it has begun. */
function start(body: string, env: Record<string, string> = {}) {
  const home = folder()
  mkdirSync(join(home, 'node_modules'))
  for (const name of ['rxjs', 'zod'])
    symlinkSync(join(ROOT, 'node_modules', name), join(home, 'node_modules', name))
  fileIn(
    home,
    'busy.mjs',
    `import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { concatMap, Observable } from 'rxjs'
import { z } from 'zod'
const begun = () => writeFileSync(${JSON.stringify(join(home, 'begun'))}, '')
export default {
  name: 'busy', about: 'Never comes back.', params: z.strictObject({ product: z.string() }),
  run: ({ bus, params }) => bus.chains(params.product).pipe(concatMap(() => { begun(); ${body} })),
}
`,
  )
  const experiment = fileIn(
    home,
    'busy.yaml',
    'name: busy\ndata: { store: demo }\nfrom: 2009-01-02\nto: 2009-03-31\naccount: { currency: USD, cash: 50000 }\nstrategy: { use: ./busy.mjs, with: { product: OG } }\n',
  )
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      '--conditions=development',
      `${ROOT}cli/main.ts`,
      'run',
      experiment,
      '--out',
      join(home, 'out'),
      '--quiet',
    ],
    { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env } },
  )
  let err = ''
  child.stderr.on('data', text => {
    err += String(text)
  })
  const ended = new Promise<{ code: number | null; err: string; left: string[] }>(resolve =>
    child.on('close', code => {
      const out = join(home, 'out')
      resolve({ code, err, left: existsSync(out) ? readdirSync(out) : [] })
    }),
  )
  const begun = async (): Promise<void> => {
    while (!existsSync(join(home, 'begun'))) await setTimeout(50)
  }
  return { child, ended, begun }
}

describe('a strategy that never returns', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('is ended by %s', async signal => {
    const { child, ended, begun } = start('for (;;) {}')
    await begun()
    child.kill(signal)
    expect(await ended).toEqual({ code: 1, err: 'stillhalter: interrupted; nothing was written\n', left: [] })
  })

  it('because it is deep in a call of the system is ended all the same', async () => {
    const { child, ended, begun } = start("spawnSync('sleep', ['20'])")
    await begun()
    child.kill('SIGINT')
    expect(await ended).toEqual({
      code: null,
      err: 'stillhalter: interrupted; nothing was written\n',
      left: [],
    })
  })

  it('and answers without an end is ended with its name and the ceiling', async () => {
    const answer = "{ kind: 'decline', tag: 'x', reason: { rule: 'x', text: 'x' } }"
    const { ended } = start(`return new Observable(to => { for (;;) to.next(${answer}) })`)
    expect(await ended).toEqual({
      code: 1,
      err: expect.stringMatching(
        /^stillhalter: strategy busy gave more than 100000 answers at 2009-01-02T.*\(sliceIntents\).*\n$/,
      ),
      left: [],
    })
  })

  it('and takes all the memory is ended with a sentence', async () => {
    const { ended } = start('const all = []; for (;;) all.push({ all })', {
      NODE_OPTIONS: '--max-old-space-size=250',
    })
    const { code, err, left } = await ended
    expect([code, left]).toEqual([1, []])
    expect(err).toMatch(
      /^stillhalter: the \d+ MB of memory ran out; nothing was written\. .*max-old-space-size=\d+\n$/,
    )
  })
})

/** A store of minute bars, and a strategy file that trades them as often as it is told, for runs as a process of their own. */

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Build } from '../harness/build.ts'
import { commandOf, OWN } from '../harness/build.ts'
import { cpuOf } from '../harness/process.ts'
import { CONTRACT, FUTURE, minutes } from './minute-walk.ts'

const OPTIONS = `table: bars
map: { time: time, open: open, high: high, low: low, close: close, settlement: settlement, volume: volume }
timeFormat: yyyy-MM-dd HH:mm
fixed: { instrument: ${CONTRACT} }
products:
  - kind: future
    id: ${FUTURE}
    name: A future
    exchange: listed
    currency: USD
    multiplier: [{ from: null, value: 100 }]
    ticks: [{ from: null, value: [{ below: null, tick: 0.1 }] }]
listed: { zone: UTC, close: "23:00" }
`

/** Buys one each so many bars and sells it five bars later; \`ballast\` is work and memory that hang on each of its fills. */
const STRATEGY = `import { createHash } from 'node:crypto'
import { concatMap } from 'rxjs'
import { defineStrategy, futureOf } from 'stillhalter'
import { z } from 'zod'

const contract = futureOf('${FUTURE}', '2040-12')
const reason = { rule: 'clock', text: 'its turn has come' }
const kept = []

export default defineStrategy({
  name: 'by-the-clock',
  about: 'Buys a future each so many bars.',
  params: z.strictObject({ every: z.int(), ballast: z.boolean().default(false) }),
  run: ({ bus, params }) => {
    let bar = -1
    return bus.bars('${CONTRACT}').pipe(
      concatMap(wake => {
        bar++
        if (params.ballast && wake.fills.length > 0) {
          const bytes = new Uint8Array(100_000).fill(bar)
          createHash('sha256').update(bytes).digest()
          kept.push(bytes.slice(0, 10_000))
        }
        const turn = bar % params.every
        const [held] = wake.snapshot.groups
        if (turn === 0 && !held)
          return [
            { kind: 'open', tag: String(bar), legs: [{ instrument: contract, side: 'buy', ratio: 1 }], lots: 1, reason },
          ]
        return turn === 5 && held ? [{ kind: 'close', group: held.id, reason }] : []
      }),
    )
  },
})
`

/** The experiment, a trade each so many bars. */
export const TRADES_EXPERIMENT = 'trades.yaml'

/** Lays everything out in `folder`, its store imported by the build that will read it. */
export function minuteStore(data: Build, folder: string, build: string, count: number): void {
  const { bars, sessions } = minutes(data, count)
  mkdirSync(folder)
  const lines = ['time,open,high,low,close,settlement,volume']
  const text = (value: number | undefined): string =>
    value === undefined || Number.isNaN(value) ? '' : value.toFixed(4)
  for (const [row, time] of bars.time.entries()) {
    const prices = [bars.open, bars.high, bars.low, bars.close, bars.settlement].map(column =>
      text(column[row]),
    )
    lines.push(`${new Date(time).toISOString().slice(0, 16).replace('T', ' ')},${prices.join(',')},10`)
  }
  writeFileSync(join(folder, 'minutes.csv'), `${lines.join('\n')}\n`)
  writeFileSync(join(folder, 'minutes.yaml'), OPTIONS)
  writeFileSync(join(folder, 'clock.mjs'), STRATEGY)
  const [from, to] = [sessions[0], sessions.at(-1)].map(session => data.formatDay(session?.day ?? 0))
  writeFileSync(
    join(folder, TRADES_EXPERIMENT),
    `name: trades
data: { store: ./minutes }
from: ${from}
to: ${to}
account: { currency: USD, cash: 100000000 }
strategy: { use: ./clock.mjs, with: { every: 20 } }
margin: { model: futures, table: { ${FUTURE}: [{ maintenance: 4000 }] } }
costs: { commissionPerContract: 2.5, slippageTicks: 1 }
fill: nextOpen
warmup: 0
`,
  )
  installInto(folder, build)
  cpuOf(
    [
      ...commandOf(build),
      'data',
      'import',
      'minutes.csv',
      '--store',
      'minutes',
      '--format',
      'generic-csv',
      '--options',
      'minutes.yaml',
      '--quiet',
    ],
    { cwd: folder },
  )
}

/** As npm does it, so that a file in the folder imports the package by its name. */
export function installInto(folder: string, build = OWN): void {
  const modules = join(folder, 'node_modules')
  mkdirSync(modules)
  symlinkSync(resolve(build), join(modules, 'stillhalter'))
  for (const name of ['rxjs', 'zod']) symlinkSync(join(build, 'node_modules', name), join(modules, name))
}

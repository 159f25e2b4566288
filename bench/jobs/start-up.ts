/** What a command costs before it does anything: help, a strategy file, `npm start` beside the built program, a week. */

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installInto } from '../data/minute-store.ts'
import { commandOf, OWN } from '../harness/build.ts'
import { compare, detailOf, type Side } from '../harness/compare.ts'
import { experimentRun, outcomeIn } from '../harness/experiment-run.ts'
import type { Job } from '../harness/job.ts'
import { cpuOf, inFolder } from '../harness/process.ts'

const LATE = `--import=${new URL('../sides/late-start.js', import.meta.url).href}`

/** A week; with the strategy file nothing trades, and nothing with the built-in one where no strike has that much interest. */
const week = (use: string, params: string): string => `name: week
data: { store: demo }
from: 2009-02-02
to: 2009-02-06
account: { currency: USD, cash: 150000 }
strategy: { use: ${use}, with: { product: OG${params} } }
margin: { model: fixed, call: fcm }
costs: { commissionPerContract: 2.5, slippageTicks: 1 }
`

const OWN_STRATEGY = `import { filter, map } from 'rxjs'
import { defineStrategy, optionOf } from 'stillhalter'
import { z } from 'zod'

export default defineStrategy({
  name: 'own',
  about: 'Would write a call if there were a chain without expiries.',
  params: z.strictObject({ product: z.string() }),
  run: ({ bus, params }) =>
    bus.chains(params.product).pipe(
      filter(wake => wake.chain(params.product).expiries.length === 0),
      map(() => ({
        kind: 'open',
        tag: 'call',
        legs: [{ instrument: optionOf(params.product, 14300, 'call', 1000), side: 'sell', ratio: 1 }],
        lots: 1,
        reason: { rule: 'none', text: 'never' },
      })),
    ),
})
`

const PLANT = 'each measured process spends a second of CPU before it starts'

const environment = (planted: boolean): Readonly<Record<string, string>> =>
  planted ? { NODE_OPTIONS: LATE } : {}

/** One of the two weeks, as a process of its own in a folder that holds both. */
const weekIn =
  (folder: string, build: string, file: string, planted: boolean): Side =>
  async () =>
    experimentRun(commandOf(build), folder, file, { env: environment(planted) })

export const startUp: Job = {
  name: 'start-up',
  about: "--help over an empty node; a strategy file of one's own; npm start over the built program",
  plant: PLANT,
  needsBaseline: false,
  measure: ({ planted, rounds }) =>
    inFolder(async folder => {
      writeFileSync(join(folder, 'empty.js'), '')
      writeFileSync(join(folder, 'week.yaml'), week('oi-zone-strangle', ', minOpenInterest: 1e9'))
      writeFileSync(join(folder, 'own.yaml'), week('./own.mjs', ''))
      writeFileSync(join(folder, 'own.mjs'), OWN_STRATEGY)
      installInto(folder)
      const cpu =
        (command: readonly string[], env: Readonly<Record<string, string>>): Side =>
        async () => ({ cpuMs: cpuOf(command, { env }).cpuMs, outcome: '' })
      const help = await compare(
        cpu([...commandOf(OWN), '--help'], environment(planted)),
        cpu([process.execPath, join(folder, 'empty.js')], {}),
        rounds,
        1,
      )
      const own = await compare(
        weekIn(folder, OWN, 'own.yaml', planted),
        weekIn(folder, OWN, 'week.yaml', false),
        rounds,
        1,
      )
      const start = await compare(started(scriptOf('start'), planted), started(BUILT, false), rounds, 1)
      return [
        { what: '--help', measured: help.ratio, most: 6, unit: 'empty nodes', detail: detailOf(help) },
        {
          what: 'a strategy file',
          measured: (own.firstMs - own.secondMs) / 1000,
          most: 0.2,
          unit: 's of CPU',
          detail: `beyond the same week with a built-in strategy; ${detailOf(own)}`,
        },
        {
          what: 'npm start',
          measured: start.ratio,
          most: 1.3,
          unit: 'built programs',
          detail: `its script without npm; ${detailOf(start)}`,
        },
      ]
    }),
}

export const demoWeek: Job = {
  name: 'week',
  about: 'a run of a week on the demo, whole process, over the build before',
  plant: PLANT,
  needsBaseline: true,
  measure: ({ planted, rounds, baseline }) =>
    inFolder(async folder => {
      writeFileSync(join(folder, 'week.yaml'), week('oi-zone-strangle', ''))
      const found = await compare(
        weekIn(folder, OWN, 'week.yaml', planted),
        weekIn(folder, baseline, 'week.yaml', false),
        rounds,
        1,
      )
      return [
        {
          what: 'a week of the demo',
          measured: found.ratio,
          most: 0.35,
          unit: 'of the build before',
          detail: detailOf(found),
        },
      ]
    }),
}

const BUILT = 'node dist/cli/main.js run cli/demo.yaml --out runs/demo'

/** What the shell is told by a script of package.json. */
function scriptOf(name: string): string {
  const { scripts } = JSON.parse(readFileSync(join(OWN, 'package.json'), 'utf8')) as {
    scripts: Readonly<Record<string, string>>
  }
  const script = scripts[name]
  if (script === undefined) throw new Error(`package.json has no script ${name}`)
  return script
}

/** A script in the checkout, as npm runs it; both sides write the same report. */
const started =
  (script: string, planted: boolean): Side =>
  async () => {
    const PATH = `${join(OWN, 'node_modules/.bin')}:${process.env.PATH ?? ''}`
    const { cpuMs } = cpuOf(['bash', '-c', script], { cwd: OWN, env: { ...environment(planted), PATH } })
    return { cpuMs, outcome: outcomeIn(join(OWN, 'runs/demo/report.json')) }
  }

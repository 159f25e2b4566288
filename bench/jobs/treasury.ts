/** The levered basis trade over eight years, whole process, over the build before. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { syntheticRates } from '../../datasets/index.ts'
import { formatDay, parseDay } from '../../engine/index.ts'
import { commandOf, OWN } from '../harness/build.ts'
import { compare, detailOf, type Side } from '../harness/compare.ts'
import { experimentRun } from '../harness/experiment-run.ts'
import type { Job } from '../harness/job.ts'
import { cpuOf, inFolder } from '../harness/process.ts'

const MS_PER_DAY = 86_400_000

const EXPERIMENT = `name: basis
data:
  store: ./rates
  treasury:
    futures: [ZN]
    dislocation:
      - { from: 2018-01-02, bp: 10 }
      - { from: 2019-03-15, bp: 25 }
      - { from: 2019-06-28, bp: 5 }
      - { from: 2022-03-01, bp: 20 }
      - { from: 2024-03-01, bp: 10 }
from: 2018-01-02
to: 2025-12-30
account: { currency: USD, cash: 20000000 }
strategy: { use: treasury-basis, with: { product: ZN, leverage: 20 } }
margin: { model: futures, table: { ZN: [{ maintenance: 1150 }, { from: 2020-03-09, maintenance: 1700 }] } }
funding:
  { rate: SOFR, lender: [{ haircutPercent: 0.5 }], repoLag: 1, creditLine: { limit: 1000000, spreadBp: 100 } }
costs: { commissionPerContract: 0.85, slippageTicks: 0 }
fill: nextClose
`

export const treasury: Job = {
  name: 'treasury',
  about: 'treasury-basis on ZN 2018 to 2025 over invented rates, whole process, over the build before',
  plant: 'the measured side runs the first three years once more',
  needsBaseline: true,
  measure: ({ planted, rounds, baseline }) =>
    inFolder(async folder => {
      const rates = await ratesFiles()
      const side = (build: string, name: string, again: boolean): Side => {
        const command = commandOf(build)
        const cwd = join(folder, name)
        mkdirSync(cwd)
        for (const [file, text] of rates) writeFileSync(join(cwd, file), text)
        writeFileSync(join(cwd, 'basis.yaml'), EXPERIMENT)
        cpuOf([...command, 'data', 'import', ...rates.keys(), '--store', 'rates', '--quiet'], { cwd })
        return async () => {
          const whole = experimentRun(command, cwd, 'basis.yaml')
          if (!again) return whole
          const once = experimentRun(command, cwd, 'basis.yaml', { set: ['to=2020-12-30'] })
          return { ...whole, cpuMs: whole.cpuMs + once.cpuMs }
        }
      }
      const found = await compare(side(OWN, 'own', planted), side(baseline, 'before', false), rounds)
      return [
        {
          what: 'ZN 2018 to 2025',
          measured: found.ratio,
          most: 0.1,
          unit: 'of the build before',
          detail: detailOf(found),
        },
      ]
    }),
}

/** The rates of the seeded market over ten years in the official layouts, by file name. */
async function ratesFiles(): Promise<Map<string, string>> {
  const [from, to] = [parseDay('2016-10-03'), parseDay('2026-12-31')]
  const columns = new Map<string, { readonly days: string[]; readonly texts: string[] }>()
  const needs = { chains: [], bars: ['CMT', 'SOFR'], chainsAfter: 0 }
  for await (const block of syntheticRates({ seed: 1, from, to }).read(needs, 0, Number.MAX_SAFE_INTEGER)) {
    for (const [id, { time, close }] of block.bars) {
      const column = columns.get(id) ?? { days: [], texts: [] }
      columns.set(id, column)
      for (const [row, at] of time.entries()) {
        column.days.push(formatDay(Math.floor(at / MS_PER_DAY)))
        column.texts.push((close[row] as number).toFixed(2))
      }
    }
  }
  const overnight = columns.get('SOFR')
  columns.delete('SOFR')
  const days = [...columns.values()][0]?.days ?? []
  const yields = days.map((day, row) =>
    [
      day.replace(/(\d+)-(\d+)-(\d+)/, '$2/$3/$1'),
      ...[...columns.values()].map(({ texts }) => texts[row]),
    ].join(','),
  )
  const head = ['Date', ...[...columns.keys()].map(titleOf)].join(',')
  // A fixing is of the session before the one on which it is published.
  const fixings = (overnight?.texts ?? []).slice(1).map((text, row) => `${overnight?.days[row]},${text}`)
  return new Map([
    ['par-yields.csv', `${[head, ...yields.reverse()].join('\n')}\n`],
    ['SOFR.csv', `observation_date,SOFR\n${fixings.join('\n')}\n`],
  ])
}

/** `"10 Yr"` of `CMT 10Y`. */
const titleOf = (id: string): string => `"${id.replace('CMT ', '').replace('M', ' Mo').replace('Y', ' Yr')}"`

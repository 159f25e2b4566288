/** A million minute bars through the engine, over a bare loop that does the same; and what a fill costs. */

import { accountOf, bareLoop, FEW, type Levels, MANY, type Minutes, minutes } from '../data/minute-walk.ts'
import { type Build, buildAt, OWN } from '../harness/build.ts'
import { compare, detailOf, inProcess, type Side } from '../harness/compare.ts'
import type { Job } from '../harness/job.ts'
import { outcomeOf, runAccounts } from '../harness/run-accounts.ts'

const BARS = 1_000_000

/** One loop takes so little that what the process does beside it would show. */
const LOOPS = 20

export const bars: Job = {
  name: 'bars',
  about:
    '1 million minutes, %B(21, 2) crossing its SMA(10), over a bare loop with rolling sums; the cost of a fill',
  plant: 'the strategy hears each bar, and each record is written as JSON four times',
  needsBaseline: false,
  async measure({ planted, rounds }) {
    const build = await buildAt(OWN)
    const data = minutes(build, BARS)
    const against = (levels: Levels) =>
      compare(
        inProcess(() => engine(build, data, levels, planted)),
        shared(LOOPS, () => {
          const { fills, cents } = bareLoop(data, levels)
          return outcomeOf({ fills, equity: cents })
        }),
        rounds,
        1,
      )
    const many = await against(MANY)
    const few = await against(FEW)
    const fills = Number.parseInt(many.outcome, 10) - Number.parseInt(few.outcome, 10)
    return [
      { what: 'many trades', measured: many.ratio, most: 20, unit: 'bare loops', detail: detailOf(many) },
      { what: 'few trades', measured: few.ratio, most: 8, unit: 'bare loops', detail: detailOf(few) },
      {
        what: 'a fill',
        measured: (1000 * (many.firstMs - few.firstMs)) / fills,
        most: 3,
        unit: 'µs of CPU',
        detail: `what ${fills} more fills cost over the same bars`,
      },
    ]
  },
}

async function engine(
  build: Build,
  { market, sessions }: Minutes,
  levels: Levels,
  planted: boolean,
): Promise<string> {
  let written = 0
  const [ending] = await runAccounts(build, {
    market,
    from: sessions[0]?.day ?? 0,
    to: sessions.at(-1)?.day ?? 0,
    accounts: [accountOf(build, levels, planted)],
    ...(planted
      ? {
          record: record => {
            for (let time = 0; time < 4; time++) written += JSON.stringify(record).length
          },
        }
      : {}),
  })
  if (!ending || (planted && written === 0)) throw new Error('the run left no record')
  return outcomeOf(ending)
}

/** The same work so many times over, and the CPU of one. */
const shared = (times: number, work: () => string): Side => {
  const all = inProcess(() => {
    for (let time = 1; time < times; time++) work()
    return work()
  })
  return async () => {
    const { cpuMs, outcome } = await all()
    return { cpuMs: cpuMs / times, outcome }
  }
}

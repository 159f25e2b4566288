/** A run with 24,000 trades, whole process: its CPU over the build before, and its memory over that of few trades. */

import { join } from 'node:path'
import { minuteStore, TRADES_EXPERIMENT } from '../data/minute-store.ts'
import { buildAt, commandOf, OWN } from '../harness/build.ts'
import { compare, detailOf, median, type Side } from '../harness/compare.ts'
import { experimentPeak, experimentRun } from '../harness/experiment-run.ts'
import type { Job } from '../harness/job.ts'
import { inFolder } from '../harness/process.ts'

const BARS = 480_000

/** Bars from a trade to the next. */
const FEW = 'strategy.with.every=343'

export const trades: Job = {
  name: 'trades',
  about:
    'a run with 24,000 trades on 480,000 minutes, whole process, over the build before; its memory over 1,400 trades',
  plant: 'the strategy hashes 100 kB at each fill, and keeps 10 kB of it',
  needsBaseline: true,
  measure: ({ planted, rounds, baseline }) =>
    inFolder(async folder => {
      const data = await buildAt(OWN)
      const ballast = planted ? ['strategy.with.ballast=true'] : []
      const side = (name: string, build: string, set: readonly string[]): Side => {
        minuteStore(data, join(folder, name), build, BARS)
        return async () => experimentRun(commandOf(build), join(folder, name), TRADES_EXPERIMENT, { set })
      }
      const found = await compare(side('own', OWN, ballast), side('before', baseline, []), rounds)
      const peaks: { readonly many: number; readonly few: number }[] = []
      const peak = (set: readonly string[]): number =>
        experimentPeak(commandOf(OWN), join(folder, 'own'), TRADES_EXPERIMENT, { set: [...ballast, ...set] })
      for (let round = 0; round < Math.min(3, rounds); round++)
        peaks.push({ many: peak([]), few: peak([FEW]) })
      const [many, few] = [median(peaks.map(each => each.many)), median(peaks.map(each => each.few))]
      return [
        {
          what: 'CPU of 24,000 trades',
          measured: found.ratio,
          most: 0.3,
          unit: 'of the build before',
          detail: detailOf(found),
        },
        {
          what: 'peak memory of 24,000 trades',
          measured: median(peaks.map(each => each.many / each.few)),
          most: 1.1,
          unit: 'of that of 1,400',
          detail: `${many.toFixed(0)} MiB against ${few.toFixed(0)} MiB, over the same rows`,
        },
      ]
    }),
}

/** Ten times the contracts in the same rows: what has ended must not stay in memory. */

import { sideOf } from '../harness/build.ts'
import { median } from '../harness/compare.ts'
import type { Job } from '../harness/job.ts'
import { cpuOf, told } from '../harness/process.ts'

interface Told {
  readonly contracts: number
  readonly ended: string
  readonly peakMiB: number
}

/** Sessions that a contract trades for. */
const LONG = '250'
const SHORT = '25'

export const contracts: Job = {
  name: 'contracts',
  about: 'ten times the contracts in the same 2 million minutes of futures: peak memory',
  plant: 'a megabyte is kept of each contract',
  needsBaseline: false,
  async measure({ planted, rounds }) {
    const run = (life: string): Told =>
      told(cpuOf([...sideOf('contracts'), '--life', life, ...(planted ? ['--planted'] : [])]))
    const done: { readonly many: Told; readonly few: Told }[] = []
    for (let round = 0; round < rounds; round++) {
      const few = run(LONG)
      done.push({ many: run(SHORT), few })
    }
    const [first] = done
    if (!first) throw new Error('no round was run')
    const { many, few } = first
    if (many.ended !== few.ended) throw new Error(`the sides do not agree: ${many.ended} | ${few.ended}`)
    return [
      {
        what: 'peak memory',
        measured: median(done.map(each => each.many.peakMiB / each.few.peakMiB)),
        most: 1.05,
        unit: 'times',
        detail: `${many.contracts} contracts ${many.peakMiB.toFixed(0)} MiB, ${few.contracts} contracts ${few.peakMiB.toFixed(0)} MiB; both ${few.ended}`,
      },
    ]
  },
}

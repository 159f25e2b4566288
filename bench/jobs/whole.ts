/** Whole runs over stores of 23 and of 92 years: CPU over that of decoding alone, and memory that does not grow with rows. */

import { longStores } from '../data/long-store.ts'
import { sideOf } from '../harness/build.ts'
import type { Job } from '../harness/job.ts'
import { cpuOf, inFolder, told } from '../harness/process.ts'

interface Whole {
  readonly cpuMs: number
  readonly peakMiB: number
}

const YEARS = [23, 92]

export const whole: Job = {
  name: 'whole',
  about:
    'a run over 92 years of chains: peak memory over that of 23 years; CPU over that of decoding the rows',
  plant: '64 kB is kept of each session',
  needsBaseline: false,
  measure: ({ planted }) =>
    inFolder(async folder => {
      const [short, long] = (await longStores(folder, YEARS)).map(({ store, rows }) => ({ store, rows }))
      if (!short || !long) throw new Error('no store was made')
      const side = (store: string, what: string): Whole =>
        told(cpuOf([...sideOf('run-store'), store, what, ...(planted ? ['planted'] : [])]))
      const [few, many, decoded] = [
        side(short.store, 'run'),
        side(long.store, 'run'),
        side(long.store, 'decode'),
      ]
      return [
        {
          what: 'peak memory of four times the rows',
          measured: many.peakMiB / few.peakMiB,
          most: 1.25,
          unit: 'times',
          detail: `${(long.rows / 1e6).toFixed(1)} million rows ${many.peakMiB} MiB, ${(short.rows / 1e6).toFixed(1)} million ${few.peakMiB} MiB, decoding alone ${decoded.peakMiB} MiB; CPU ${(many.cpuMs / decoded.cpuMs).toFixed(2)} times that of decoding`,
        },
      ]
    }),
}

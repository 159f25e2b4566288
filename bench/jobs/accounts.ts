/** Many accounts in one run of this build, over as many single runs of the build before. */

import { OWN, sideOf } from '../harness/build.ts'
import { compare, detailOf, type Side } from '../harness/compare.ts'
import type { Job } from '../harness/job.ts'
import { cpuOf, told } from '../harness/process.ts'

interface Terms {
  readonly name: string
  readonly of: 'zones' | 'percent-b'
  readonly about: string
  readonly plant: string
  readonly accounts: number
  /** Single runs that are measured, spread over the accounts; the sum for all is scaled from them. */
  readonly sampled: number
  readonly most: number
}

interface Told {
  readonly cpuMs: number
  readonly endings: readonly string[]
}

const job = (terms: Terms): Job => ({
  name: terms.name,
  about: terms.about,
  plant: terms.plant,
  needsBaseline: true,
  async measure({ planted, rounds, baseline, accounts }) {
    const count = accounts ?? terms.accounts
    const all = Array.from({ length: count }, (_, index) => Math.floor((index * terms.accounts) / count))
    const sampled = Math.min(count, terms.sampled)
    const sample = Array.from({ length: sampled }, (_, index) => Math.floor((index * count) / sampled))
    const side = (build: string, indices: readonly number[], more: readonly string[]): Told =>
      told(
        cpuOf([
          ...sideOf('accounts'),
          '--build',
          build,
          '--of',
          terms.of,
          '--accounts',
          indices.join(','),
          ...more,
        ]),
      )
    // The sides agree where they can be compared: on the accounts of the sample.
    const agreed = (endings: readonly (string | undefined)[]): string =>
      `${sampled} sampled: ${endings[0]}, … ${endings.at(-1)} [${digest(endings)}]`
    const together: Side = async () => {
      const { cpuMs, endings } = side(OWN, all, planted ? ['--planted'] : [])
      return { cpuMs, outcome: agreed(sample.map(index => endings[index])) }
    }
    const singles: Side = async () => {
      const { cpuMs, endings } = side(
        baseline,
        sample.map(index => all[index] ?? 0),
        ['--single'],
      )
      return { cpuMs: (cpuMs * count) / sampled, outcome: agreed(endings) }
    }
    const found = await compare(together, singles, rounds)
    const scaled = `${count} of ${terms.accounts} accounts in one run; single runs scaled from ${sampled}`
    return [
      {
        what: `${terms.accounts} accounts`,
        measured: found.ratio,
        most: terms.most,
        unit: 'of single runs of the build before',
        detail: `${scaled}; ${detailOf(found)}`,
      },
    ]
  },
})

/** So that a difference in any of them is seen without printing all of them. */
const digest = (endings: readonly (string | undefined)[]): string => {
  let sum = 0
  for (const letter of endings.join('|')) sum = (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) | 0
  return (sum >>> 0).toString(16)
}

export const zoneAccounts = job({
  name: 'zone-accounts',
  of: 'zones',
  about:
    '1,000 accounts of oi-zone-strangle over a 20-year daily chain, over 1,000 single runs of the build before',
  plant: 'each account reads every price of the board forty times at each wake',
  accounts: 1000,
  sampled: 20,
  most: 0.1,
})

export const percentBAccounts = job({
  name: 'percent-b-accounts',
  of: 'percent-b',
  about: '200 %B accounts over 100,000 bars with many fills each, over 200 single runs of the build before',
  plant: 'each strategy hears each bar',
  accounts: 200,
  sampled: 10,
  most: 0.25,
})

/**
 * Many accounts over one market, in one run or each in a run of its own, through the engine of a build: prints the CPU of
 * the runs, their start-up and the making of the market left out, and how each account ended.
 */

import { parseArgs } from 'node:util'
import { accountOf, minutes } from '../data/minute-walk.ts'
import { zoneAccount, zoneMarket } from '../data/zone-accounts.ts'
import { type Build, buildAt } from '../harness/build.ts'
import { type Accounts, type BenchAccount, outcomeOf, runAccounts } from '../harness/run-accounts.ts'

const BARS = 100_000

const { values } = parseArgs({
  options: {
    build: { type: 'string', default: '' },
    of: { type: 'string', default: '' },
    /** Indices of the accounts, in one list. */
    accounts: { type: 'string', default: '' },
    single: { type: 'boolean', default: false },
    planted: { type: 'boolean', default: false },
  },
})

const build = await buildAt(values.build)
const market = values.of === 'zones' ? await zoneMarket(build) : percentBMarket(build)
const specs = values.accounts
  .split(',')
  .map(Number)
  .map(index =>
    values.of === 'zones'
      ? zoneAccount(build, index, values.planted)
      : percentBAccount(build, index, values.planted),
  )
const endings: string[] = []
const spec = (accounts: readonly BenchAccount[]): Accounts => ({ ...market, accounts })
// Single runs are many, so that the first of them, which is slow, does not count.
if (values.single) await runAccounts(build, spec(specs.slice(0, 1)))
const start = process.cpuUsage()
const runs = values.single ? specs.map(one => [one]) : [specs]
for (const run of runs) endings.push(...(await runAccounts(build, spec(run))).map(outcomeOf))
const { user, system } = process.cpuUsage(start)
process.stdout.write(`${JSON.stringify({ cpuMs: (user + system) / 1000, endings })}\n`)

function percentBMarket(of: Build) {
  const { market, sessions } = minutes(of, BARS)
  return { market, from: sessions[0]?.day ?? 0, to: sessions.at(-1)?.day ?? 0 }
}

/** Two hundred: ten lengths of the bands, and twenty levels, all of which trade much. */
function percentBAccount(of: Build, index: number, planted: boolean): BenchAccount {
  const shift = 0.002 * (Math.floor(index / 10) % 20)
  return accountOf(of, { length: 17 + (index % 10), low: 0.64 + shift, high: 0.36 - shift }, planted)
}

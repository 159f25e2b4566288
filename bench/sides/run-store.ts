/** Runs the zone strangle over a store, or only decodes its columns; prints CPU and the peak of memory. */

import { openStore } from '../../datasets/index.ts'
import { storeAccount } from '../data/store-account.ts'
import { buildAt, OWN } from '../harness/build.ts'
import { runAccounts } from '../harness/run-accounts.ts'

const [folder = '', what = 'run', planted = ''] = process.argv.slice(2)
const build = await buildAt(OWN)
const market = await openStore(folder)
const sessions = market.sessions('XAUO')
const [first, last] = [sessions[0], sessions.at(-1)]
if (!first || !last) throw new Error('the store has no session')
const start = process.cpuUsage()
const kept: Float64Array[] = []
let seen = 0
if (what === 'decode') {
  const needs = { chains: ['XAUO'], bars: ['XAU'], chainsAfter: 0 }
  for await (const block of market.read(needs, 0, last.close)) seen += block.chains.get('XAUO')?.length ?? 0
} else {
  await runAccounts(build, {
    market,
    from: first.day,
    to: last.day,
    accounts: [storeAccount(build)],
    record: record => {
      if (record.kind === 'fill') seen++
      if (planted && record.kind === 'day') kept.push(new Float64Array(8192).fill(seen))
    },
  })
}
const { user, system } = process.cpuUsage(start)
const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024)
process.stdout.write(
  `${JSON.stringify({ seen, cpuMs: (user + system) / 1000, peakMiB, kept: kept.length })}\n`,
)

/** Runs the zone strangle over a store, or only decodes its columns; prints seconds and the peak of memory. */

import { openStore } from '../../datasets/index.ts'
import { minor, run, strategyMargin } from '../../engine/index.ts'
import { oiZoneStrangle } from '../../strategies/oi-zone-strangle/index.ts'

const [folder = '', what = 'run'] = process.argv.slice(2)
const market = await openStore(folder)
const sessions = market.sessions('XAUO')
const [first, last] = [sessions[0], sessions.at(-1)]
if (!first || !last) throw new Error('the store has no session')
const start = performance.now()
let seen = 0
if (what === 'decode') {
  const needs = { chains: ['XAUO'], bars: ['XAU'], chainsAfter: 0 }
  for await (const block of market.read(needs, 0, last.close)) seen += block.chains.get('XAUO')?.length ?? 0
} else {
  await run(
    {
      market,
      from: first.day,
      to: last.day,
      warmup: 0,
      oiLagSessions: 1,
      books: [
        {
          strategy: oiZoneStrangle,
          params: oiZoneStrangle.params.parse({
            product: 'XAUO',
            sizing: 'lots',
            lots: 1,
            putRule: { anchor: 'near', steps: 0 },
          }),
          account: { currency: 'USD', cash: minor(1_000_000_000), cashRatePercent: 0 },
          reserve: minor(0),
          rules: {
            fill: 'nextOpen',
            slippageTicks: 1,
            commissionPerContract: 2.5,
            margin: strategyMargin({ share: 0.15, shareLeast: 0.1, futures: {} }),
            callPolicy: 'fcm',
            callDays: 1,
            missingSettlement: 'underlying',
            fx: {},
          },
        },
      ],
    },
    {
      record: record => {
        if (record.kind === 'fill') seen++
      },
    },
  )
}
const seconds = (performance.now() - start) / 1000
process.stdout.write(
  `${JSON.stringify({ what, seen, seconds, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) })}\n`,
)

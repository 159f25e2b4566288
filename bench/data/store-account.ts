/** The account that runs over a store of chains: the zone strangle on the options of the long store. */

import type { Build } from '../harness/build.ts'
import type { BenchAccount } from '../harness/run-accounts.ts'

export function storeAccount(build: Build): BenchAccount {
  const strategy = build.strategies.find(({ name }) => name === 'oi-zone-strangle')
  if (!strategy) throw new Error('the build has no oi-zone-strangle')
  return {
    strategy,
    params: strategy.params.parse({
      product: 'XAUO',
      sizing: 'lots',
      lots: 1,
      putRule: { anchor: 'near', steps: 0 },
    }),
    terms: { currency: 'USD', cash: build.minor(1_000_000_000), cashRatePercent: 0 },
    reserve: build.minor(0),
    rules: {
      fill: 'nextOpen',
      slippageTicks: 1,
      commissionPerContract: 2.5,
      margin: build.strategyMargin({ share: 0.15, shareLeast: 0.1, futures: {} }),
      callPolicy: 'fcm',
      callDays: 1,
      missingSettlement: 'underlying',
      fx: {},
    },
  }
}

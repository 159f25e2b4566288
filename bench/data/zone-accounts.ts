/** Twenty years of daily chains off a seed, and accounts of the zone strangle that differ in their parameters. */

import type { ChainColumns, Market, MarketBlock } from '../../engine/index.ts'
import type { Build } from '../harness/build.ts'
import type { BenchAccount } from '../harness/run-accounts.ts'

const FROM = '2003-01-02'
const TO = '2022-12-30'
const PRODUCT = 'OG'

/** Strikes so many points apart leave about 400 quotes a session. */
const STRIKE_STEP = 30

/** Times that a planted account reads the prices of the board at each wake. */
const READS = 40

export interface ZoneMarket {
  readonly market: Market
  readonly from: number
  readonly to: number
  /** Rows of the chain. */
  readonly rows: number
}

export async function zoneMarket(build: Build): Promise<ZoneMarket> {
  const [from, to] = [build.parseDay(FROM), build.parseDay(TO)]
  const full = build.syntheticMarket({ ...build.DEMO_TERMS, listed: 2, seed: 11, from, to, cuts: [] })
  const blocks: MarketBlock[] = []
  let rows = 0
  const needs = { chains: [PRODUCT], bars: ['GC'], chainsAfter: 0 }
  for await (const block of full.read(needs, 0, Number.MAX_SAFE_INTEGER)) {
    const chain = block.chains.get(PRODUCT)
    if (!chain) throw new Error('a block has no chain')
    const kept = thinned(build, chain)
    rows += kept.length
    blocks.push({ ...block, chains: new Map([[PRODUCT, kept]]) })
  }
  const market: Market = {
    ...full,
    async *read() {
      yield* blocks
    },
  }
  return { market, from, to, rows }
}

/** The rows whose strike is a multiple of the step. */
function thinned(build: Build, chain: ChainColumns): ChainColumns {
  const rows = [...chain.strike.keys()].filter(row => (chain.strike[row] as number) % STRIKE_STEP === 0)
  const kept = build.emptyChain(chain.product, rows.length)
  for (const [to, from] of rows.entries()) {
    for (const field of build.CHAIN_FLOATS) kept[field][to] = chain[field][from] as number
    kept.expiry[to] = chain.expiry[from] as number
    kept.right[to] = chain.right[from] as number
  }
  return kept
}

/**
 * Account `index` of a thousand: five kinds of zones, four windows, ten stops and five strikes, no two alike. With
 * `planted` each account reads every price of the board forty times at each of its wakes.
 */
export function zoneAccount(build: Build, index: number, planted: boolean): BenchAccount {
  const found = build.strategies.find(({ name }) => name === 'oi-zone-strangle')
  if (!found) throw new Error('the build has no oi-zone-strangle')
  const turn = (among: number, each: number): number => Math.floor(index / each) % among
  const params = found.params.parse({
    product: PRODUCT,
    sizing: 'lots',
    lots: 1,
    putRule: { anchor: 'near', steps: turn(5, 200) },
    theta: 0.4 + 0.05 * turn(5, 1),
    dteMax: 45 + 5 * turn(4, 5),
    stopMult: 1 + 0.2 * turn(10, 20),
  })
  const rate = {
    strangle: { initial: 3500, maintenance: 2500 },
    future: { initial: 5399, maintenance: 3999 },
  }
  return {
    strategy: planted ? readingAll(build, found) : found,
    params,
    terms: { currency: 'USD', cash: build.minor(100_000_000), cashRatePercent: 0 },
    reserve: build.minor(0),
    rules: {
      fill: 'nextOpen',
      slippageTicks: 1,
      commissionPerContract: 2.5,
      margin: build.fixedMargin({ [PRODUCT]: [{ from: null, value: rate }] }, () => PRODUCT),
      callPolicy: 'fcm',
      callDays: 1,
      missingSettlement: 'error',
      fx: {},
    },
  }
}

type AnyStrategy = BenchAccount['strategy']

function readingAll({ rx }: Build, strategy: AnyStrategy): AnyStrategy {
  return {
    ...strategy,
    run: context =>
      rx.merge(
        strategy.run(context),
        context.bus.chains(PRODUCT).pipe(
          rx.tap(wake => {
            const chain = wake.chain(PRODUCT)
            let sum = 0
            for (let time = 0; time < READS; time++) {
              for (const { from, to } of chain?.expiries ?? []) {
                for (let row = from; row < to; row++) sum += chain?.price(row) ?? 0
              }
            }
            if (Number.isNaN(sum)) throw new Error('a price is no number')
          }),
          rx.ignoreElements(),
        ),
      ),
  }
}

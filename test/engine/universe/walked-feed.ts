/** One account's feed over a universe of its own, led block by block as a run leads it. */

import type { MarketBlock } from '../../../engine/model/block.ts'
import type { Series, Session } from '../../../engine/model/market.ts'
import type { Signal } from '../../../engine/model/signal.ts'
import { AccountSignals } from '../../../engine/universe/account-signals.ts'
import { Feed, type Resolution } from '../../../engine/universe/feed.ts'
import { Signals } from '../../../engine/universe/signals.ts'
import type { Due } from '../../../engine/universe/timeline.ts'
import { Universe } from '../../../engine/universe/universe.ts'
import type { WarmUpTerms } from '../../../engine/universe/warm-up.ts'

export interface WalkedPlan {
  /** Instruments and products that are listened to. */
  readonly bars: ReadonlySet<string>
  readonly chains: ReadonlySet<string>
  readonly whens: ReadonlyMap<string, readonly Signal[]>
  readonly computed: readonly Signal[]
  /** Products that are read. */
  readonly chainProducts: readonly string[]
  readonly barProducts: readonly string[]
  readonly oiLagSessions: number
  readonly volatilityOf?: ReadonlySet<string>
  readonly due: readonly Due[]
  /** No slice is visited up to here. */
  readonly after: number
  warmUp(product: string): Omit<WarmUpTerms, 'begins'>
  session(product: string, time: number): Session
  seriesOf(product: string, expiry: number): Series | undefined
}

export class WalkedFeed extends Feed {
  private readonly whole: Universe
  private readonly after: number

  constructor(plan: WalkedPlan) {
    const { after } = plan
    const shared = new Signals({
      warmUp: product => ({ ...plan.warmUp(product), begins: after }),
      session: plan.session,
      endOf: () => null,
    })
    const signals = new AccountSignals(shared, '0')
    for (const [key, listened] of plan.whens) signals.listen(key, listened)
    for (const signal of plan.computed) signals.add(signal)
    for (const product of plan.volatilityOf ?? []) signals.watchVolatility(product)
    const universe = new Universe({
      chains: new Map(plan.chainProducts.map(product => [product, new Set([plan.oiLagSessions])])),
      signals: [shared],
      chainFacts: product => ({
        dayOf: time => plan.session(product, time).day,
        oldestDay: () => Number.NEGATIVE_INFINITY,
        seriesOf: expiry => plan.seriesOf(product, expiry),
      }),
    })
    super(
      {
        subscriptions: plan,
        chains: plan.chainProducts,
        bars: new Set(plan.barProducts),
        readAfter: Number.NEGATIVE_INFINITY,
        oiLagSessions: plan.oiLagSessions,
        volatilityOf: plan.volatilityOf ?? new Set(),
        due: plan.due.filter(({ time }) => time > after),
        session: plan.session,
        closeBefore: () => Number.NEGATIVE_INFINITY,
      },
      universe,
      signals,
    )
    this.whole = universe
    this.after = after
  }

  load(block: MarketBlock): void {
    this.whole.load(block)
  }

  /** Visits the slices up to `until`. `attention` is asked before each of them. */
  walk(until: number, attention: () => Resolution, visit: () => void): void {
    if (this.time < this.after) this.whole.moveTo(Math.min(until, this.after))
    for (;;) {
      const time = this.nextInstant(attention())
      if (time > until) break
      this.whole.moveTo(time)
      this.arrive()
      visit()
    }
    this.whole.moveTo(until)
  }
}

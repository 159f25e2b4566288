/** Wraps a strategy so that it opens positions only while regimes hold. */

import { ignoreElements, map, merge, type Observable, tap } from 'rxjs'
import type { z } from 'zod'
import type { DeclineIntent, OpenIntent } from '../../engine/model/order.ts'
import type { RefusalRecord } from '../../engine/model/record.ts'
import type { Bus, Strategy, Wake } from '../../engine/model/strategy.ts'
import { type RegimeReader, regimeReader } from './regime-reader.ts'
import { type Regime, regimeText } from './regime-schema.ts'

/**
 * The strategy under filters, all of which must hold: what it would open while one does not, or is not known yet, is
 * declined by rule `regime` with the first such filter as its evidence. All its other intents pass.
 * Without filters it is the strategy itself.
 */
export function withRegimes<Schema extends z.ZodType>(
  strategy: Strategy<Schema>,
  regimes: readonly Regime[],
): Strategy<Schema> {
  if (regimes.length === 0) return strategy
  return {
    ...strategy,
    about: `${strategy.about} It opens only while ${regimes.map(regimeText).join(', and while ')}.`,
    run(context) {
      const tapped = tappedBus(context.bus, wake => {
        for (const reader of readers) reader.see(wake)
      })
      // The strategy asks first: the product that it asks for first is the account's home.
      const intents = strategy.run({ ...context, bus: tapped.bus })
      const readers = regimes.map((regime, i) => regimeReader(regime, context, `strategy.when.${i}.`))
      const watched = merge(...readers.flatMap(reader => reader.listens))
      return merge(
        watched.pipe(tap(tapped.see), ignoreElements()),
        intents.pipe(
          map(intent => {
            const wake = tapped.now()
            // Legs that join a position repair its risk: a hint about the market does not hold them back.
            if (intent.kind !== 'open' || intent.group !== undefined || wake === null) return intent
            const against = readers.find(reader => reader.read(wake) !== 1)
            return against ? declined(intent, against, wake) : intent
          }),
        ),
      )
    },
  }
}

function declined(intent: OpenIntent, { regime, read, evidence }: RegimeReader, wake: Wake): DeclineIntent {
  const value = read(wake)
  const unknown = Number.isNaN(value)
  return {
    kind: 'decline',
    tag: intent.tag,
    reason: {
      rule: 'regime',
      text: `opens only while ${regimeText(regime)}${unknown ? ', which is not known' : ''}`,
      evidence: {
        regime: regime.kind,
        holds: unknown ? null : value,
        ...evidence(wake),
        entry: intent.reason.rule,
      },
    },
  }
}

/** A bus whose wakes someone else sees first: how a strategy is wrapped without its knowing. */
interface TappedBus {
  /** For the strategy within. */
  readonly bus: Bus
  /** For wakes of streams that only the wrapper listens to. */
  readonly see: (wake: Wake) => void
  /** The wake of the slice; null before the first. */
  readonly now: () => Wake | null
}

/**
 * `look` is shown each slice's wake once, before the strategy within gets it, whichever stream brings it. A wake that
 * the strategy within does not get keeps nothing from it: its refusals come with the next one.
 */
function tappedBus(bus: Bus, look: (wake: Wake) => void): TappedBus {
  let latest: Wake | null = null
  let handed = true

  const see = (wake: Wake): void => {
    if (wake.time === latest?.time) return
    const missed = handed ? [] : (latest?.refusals ?? [])
    latest = missed.length === 0 ? wake : withRefusals(wake, [...missed, ...wake.refusals])
    handed = false
    look(wake)
  }

  const hand = (wake: Wake): Wake => {
    see(wake)
    handed = true
    return latest ?? wake
  }

  const tapped = (stream: Observable<Wake>): Observable<Wake> => stream.pipe(map(hand))

  return {
    bus: {
      bars: instrument => tapped(bus.bars(instrument)),
      chains: product => tapped(bus.chains(product)),
      when: (...signals) => tapped(bus.when(...signals)),
      compute: bus.compute,
      read: bus.read,
      expiries: tapped(bus.expiries),
      closes: tapped(bus.closes),
      fills: tapped(bus.fills),
      refusals: tapped(bus.refusals),
      calls: tapped(bus.calls),
    },
    see,
    now: () => latest,
  }
}

const withRefusals = (wake: Wake, refusals: readonly RefusalRecord[]): Wake => ({
  time: wake.time,
  at: signal => wake.at(signal),
  spoke: signal => wake.spoke(signal),
  latest: signal => wake.latest(signal),
  bar: instrument => wake.bar(instrument),
  chain: product => wake.chain(product),
  fillSession: product => wake.fillSession(product),
  get snapshot() {
    return wake.snapshot
  },
  rate: currency => wake.rate(currency),
  requirement: legs => wake.requirement(legs),
  funding: () => wake.funding(),
  fills: wake.fills,
  calls: wake.calls,
  refusals,
  closes: wake.closes,
  expiring: wake.expiring,
})

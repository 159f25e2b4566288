/** Wraps a strategy so that it opens positions only while regimes hold. */

import { ignoreElements, map, merge, tap } from 'rxjs'
import type { z } from 'zod'
import type { DeclineIntent, OpenIntent } from '../../engine/model/order.ts'
import type { Strategy, Wake } from '../../engine/model/strategy.ts'
import { type RegimeReader, regimeReader } from './regime-reader.ts'
import { type Regime, regimeText } from './regime-schema.ts'
import { tappedBus } from './tapped-bus.ts'

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

/** What every decision of one wake looks at, and the orders that come of it. */

import type { OptionProduct, Right } from '../../engine/model/instrument.ts'
import type { Session } from '../../engine/model/market.ts'
import { subtract, toAmount } from '../../engine/model/money.ts'
import type { OpenIntent, Reason } from '../../engine/model/order.ts'
import type { ChainView } from '../../engine/model/slice.ts'
import type { Wake } from '../../engine/model/strategy.ts'
import { initialWith, perPoint } from '../rules/lots.ts'
import type { ExpiryView } from '../zones/expiry-view.ts'
import type { Candidate } from './candidates.ts'
import type { Money } from './choice.ts'

/** A wake at which there is a chain. */
export interface Moment {
  readonly product: OptionProduct
  readonly wake: Wake
  readonly chain: ChainView
  /** The session in which orders given now would fill. */
  readonly fill: Session
  /** The side that %B signals in an expiry; null when none, or when it is not listened to. */
  readonly signalled: (view: ExpiryView) => Right | null
}

/** Money of one lot of a candidate, in the account's currency. */
export function moneyOf({ wake, chain, product }: Moment): Money {
  const held = initialWith(wake, [], 0)
  return {
    perPoint: ({ legs }) => perPoint(wake, { product, session: chain.session, legs }),
    marginOf: ({ legs }) => toAmount(subtract(initialWith(wake, legs, 1), held), wake.snapshot.currency),
  }
}

/** The order that writes a candidate. */
export const opening = (tag: string, candidate: Candidate, lots: number, reason: Reason): OpenIntent => ({
  kind: 'open',
  tag,
  legs: candidate.legs.map(({ option, contracts }) => ({
    instrument: option,
    side: 'sell',
    ratio: contracts,
  })),
  lots,
  reason,
})

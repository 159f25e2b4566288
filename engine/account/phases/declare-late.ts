/** After the last day of intention: the exchange declares for shorts that never did. */

import type { DeliverIntent } from '../../model/order.ts'
import { endOf, type Slice } from '../../model/slice.ts'
import type { Day } from '../../model/time.ts'
import type { Account } from '../account.ts'
import { isBondLeg } from '../ledger/bond-desk.ts'
import type { Group } from '../ledger/group.ts'
import { freeUnits, type Short, shortOf, tender, whyNotBond } from './deliver.ts'

/**
 * Shorts that were not declared by the last day of intention, or by the first session after it where the data lack that
 * day: the exchange declares for them, with bonds of the group in the order it holds them. What no bond is there for ends at its last settlement, as a failed delivery.
 */
export function declareLate(account: Account, slice: Slice): void {
  if (slice.closes.length === 0) return
  for (const group of [...account.portfolio.groups()]) {
    for (const { instrument } of [...group.legs.values()]) {
      const short = shortOf(account, group, instrument.id)
      const end = short && endOf(slice, instrument.product)
      if (short && end && end.session.day >= short.terms.lastIntentionDay)
        declareRest(account, slice, group, short, end.session.day)
    }
  }
}

function declareRest(account: Account, slice: Slice, group: Group, short: Short, day: Day): void {
  for (const leg of [...group.legs.values()].filter(isBondLeg)) {
    const intent: DeliverIntent = {
      kind: 'deliver',
      group: group.id,
      future: short.leg.instrument.id,
      bond: leg.instrument.id,
      contracts: Math.min(
        -short.leg.quantity,
        Math.floor(freeUnits(group, leg) / short.terms.unitsPerContract(day)),
      ),
      reason: { rule: 'last intention day', text: 'the exchange declares for shorts that did not' },
    }
    if (intent.contracts > 0 && whyNotBond(group, short, intent, day) === null) tender(account, slice, intent)
  }
  if (short.leg.quantity === 0) return
  account.record({
    kind: 'delivery',
    time: slice.time,
    group: group.id,
    step: 'failed',
    future: short.leg.instrument.id,
    bond: null,
    contracts: -short.leg.quantity,
    price: short.leg.priceSettled,
    factor: null,
    invoice: null,
  })
  account.portfolio.retire(group, short.leg)
}

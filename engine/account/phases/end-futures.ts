/** The end of futures: after its last session a contract is gone, at the price of its last variation margin. */

import type { Slice } from '../../model/slice.ts'
import type { Account } from '../account.ts'
import type { Group, HeldLeg } from '../ledger/group.ts'
import { withdrawEmptied } from './withdraw.ts'

/** Whether a contract has had its last session; false while the market does not know when that is. */
export function hasEnded(account: Account, slice: Slice, future: string): boolean {
  const last = account.facts.market.lastSessionOf(future)
  return last !== null && last.close <= slice.time
}

/** Ends a future that has had its last session, unless it waits for bonds; its variation margin must have been exchanged. */
export function endFuture(account: Account, slice: Slice, group: Group, leg: HeldLeg): void {
  const { id } = leg.instrument
  if (!hasEnded(account, slice, id) || isToDeliver(account, leg)) return
  const { quantity, priceSettled: price } = leg
  account.portfolio.retire(group, leg)
  account.record({
    kind: 'ended',
    time: slice.time,
    group: group.id,
    instrument: id,
    quantity,
    outcome: 'expired',
    price,
  })
  withdrawEmptied(account, slice.time, group, `${id} ended`)
}

/** Whether a short future waits for the bonds that it takes, after it has stopped trading. */
function isToDeliver(account: Account, leg: HeldLeg): boolean {
  const product = account.facts.product(leg.instrument.product)
  return product.kind === 'future' && product.delivery !== undefined && leg.quantity < 0
}

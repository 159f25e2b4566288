/** Takes an order out of the book and says why. */

import type { Order } from '../../model/order.ts'
import type { EpochMs } from '../../model/time.ts'
import type { Account } from '../account.ts'
import type { Group } from '../ledger/group.ts'

/** The order need not be at work any more. */
export function withdraw(
  account: Account,
  time: EpochMs,
  order: Pick<Order, 'id' | 'group'>,
  why: string,
): void {
  account.broker.cancel(order.id)
  account.record({ kind: 'cancel', time, order: order.id, group: order.group, why })
}

/** Withdraws the closing orders of a group that hold no leg of it any more; others close what is left. */
export function withdrawEmptied(account: Account, time: EpochMs, group: Group, why: string): void {
  for (const order of account.broker.workingOf(group.id)) {
    if (order.legs.some(leg => group.legs.has(leg.instrument.id))) continue
    if (order.purpose === 'close') withdraw(account, time, order, why)
  }
}

/** What ended a trade. */

import type { FillRecord, OrderRecord, RunRecord } from '../../engine/model/record.ts'
import type { Trade } from '../schema/report.ts'
import { recordsOf } from './select.ts'

/** The gravest thing that ended the trade decides its name. */
export function exitOf(records: readonly RunRecord[], open: boolean): Pick<Trade, 'exit' | 'exitRule'> {
  const closing = recordsOf(records, 'fill').filter(record => record.purpose === 'close')
  const outcomes = recordsOf(records, 'expiry').map(record => record.outcome)
  const ends = recordsOf(records, 'ended').map(record => record.outcome)
  const deliveries = recordsOf(records, 'delivery').map(record => record.step)
  const exitRule = ruleOf(closing.at(-1), recordsOf(records, 'order'))
  if (closing.some(record => record.origin === 'liquidation')) return { exit: 'liquidation', exitRule: null }
  if (closing.some(record => record.origin === 'stop')) return { exit: 'stop', exitRule: null }
  if (outcomes.includes('assigned')) return { exit: 'assigned', exitRule: null }
  if (open) return { exit: 'open', exitRule: null }
  if (deliveries.includes('delivered')) return { exit: 'delivered', exitRule: null }
  if (ends.includes('redeemed')) return { exit: 'redeemed', exitRule: null }
  if (outcomes.includes('cash')) return { exit: 'cashSettled', exitRule: null }
  // Without bonds to deliver a short ends at its last settlement, like a future that takes none.
  if (ends.includes('expired') || deliveries.includes('failed')) return { exit: 'expired', exitRule: null }
  if (outcomes.includes('worthless')) return { exit: 'expiredWorthless', exitRule: null }
  return { exit: soldInParts(records) ? 'unwound' : 'strategy', exitRule }
}

const ruleOf = (closing: FillRecord | undefined, orders: readonly OrderRecord[]): string | null =>
  orders.find(({ order }) => order.id === closing?.fill.order)?.order.reason.rule ?? null

/** Whether more than one order took bonds out of the trade. */
function soldInParts(records: readonly RunRecord[]): boolean {
  const sales = new Set<number>()
  const held = new Map<string, number>()
  for (const { fill } of recordsOf(records, 'fill')) {
    const { instrument, quantity, order } = fill
    if (instrument.kind !== 'bond') continue
    const before = held.get(instrument.id) ?? 0
    if (before * quantity < 0) sales.add(order)
    held.set(instrument.id, before + quantity)
  }
  return sales.size > 1
}

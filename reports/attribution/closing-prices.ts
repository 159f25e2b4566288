/** The prices at which a session closed for a group, and what stands for those that its records lack. */

import { products } from '../../engine/calendar/contracts.ts'
import { inForce, tickAt } from '../../engine/model/instrument.ts'
import type { Fill } from '../../engine/model/order.ts'
import { type Day, parseDay } from '../../engine/model/time.ts'
import type { BasisSession } from './basis-session.ts'
import type { BasisState, HeldBond } from './basis-state.ts'

/** Clean price of a bond or price of a future, by its id, in points. */
export type ClosingPrice = (instrument: string) => number

/**
 * The close of this session; of a bond that is redeemed its face; of what was traded and not held at the close, the
 * price of the fill before slippage; else the close before.
 */
export function closingPrices(state: BasisState, session: BasisSession, slippageTicks: number): ClosingPrice {
  const day = parseDay(session.session)
  const hedges = [...session.closes.values()].flatMap(close => close.hedges)
  return id => {
    const bond = state.bonds.get(id)
    if (bond && isRedeemed(session, id, bond, day)) return 100
    const close = session.closes.get(id)?.cleanPrice ?? hedges.find(({ future }) => future === id)?.price
    if (close !== undefined) return close
    const fill = session.fills.findLast(({ instrument }) => instrument.id === id)
    if (fill) return beforeSlippage(fill, slippageTicks, day)
    return bond?.price ?? state.futures.get(id)?.price ?? Number.NaN
  }
}

/** Whether the bond was paid back in this session. */
export const isRedeemed = ({ paid }: BasisSession, id: string, { issue }: HeldBond, day: Day): boolean =>
  paid.has(id) && day >= issue.maturity

/**
 * The price in the bar that a fill was made from. It stands for the close where the records have none: of a contract that
 * was closed whole. Products without known ticks keep the price of the fill.
 */
function beforeSlippage(fill: Fill, slippageTicks: number, day: Day): number {
  const product = products.find(one => one.id === fill.instrument.product)
  const slips = fill.source === 'open' || fill.source === 'close'
  if (!slips || slippageTicks === 0 || !product || !('ticks' in product)) return fill.price
  const tick = tickAt(inForce(product.ticks, day, `tick of ${product.id}`), Math.abs(fill.price))
  return Math.round((fill.price - Math.sign(fill.quantity) * slippageTicks * tick) * 1e9) / 1e9
}

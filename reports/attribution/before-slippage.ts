/** What a bond or a future would have filled at without the slippage that the run puts on prices. */

import { products } from '../../engine/calendar/contracts.ts'
import { inForce, tickAt } from '../../engine/model/instrument.ts'
import type { Fill } from '../../engine/model/order.ts'
import type { Day } from '../../engine/model/time.ts'

/**
 * The price in the bar that a fill was made from. It stands for the close where the records have none: of a contract that
 * was closed whole. Products without known ticks keep the price of the fill.
 */
export function beforeSlippage(fill: Fill, slippageTicks: number, day: Day): number {
  const product = products.find(one => one.id === fill.instrument.product)
  const slips = fill.source === 'open' || fill.source === 'close'
  if (!slips || slippageTicks === 0 || !product || !('ticks' in product)) return fill.price
  const tick = tickAt(inForce(product.ticks, day, `tick of ${product.id}`), Math.abs(fill.price))
  return Math.round((fill.price - Math.sign(fill.quantity) * slippageTicks * tick) * 1e9) / 1e9
}

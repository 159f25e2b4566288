/** Prices as an exchange would quote them. */

import { type TickBand, tickAt } from '../../engine/model/instrument.ts'

/** The nearest price of the band that the price lies in. Ticks are whole parts of a point, so that no float dust stays. */
export function toTick(bands: readonly TickBand[], price: number): number {
  const tick = tickAt(bands, price)
  return Math.round(price / tick) / Math.round(1 / tick)
}

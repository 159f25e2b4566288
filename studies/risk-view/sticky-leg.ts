/** A held leg with the volatility behind its mark, which stays with it wherever price and time go. */

import type { MarginPosition, OptionInstrument } from '../../engine/index.ts'
import { black76 } from '../../engine/pricing/options/black76.ts'
import { type ImpliedVol, impliedVol } from '../../engine/pricing/options/implied-vol.ts'
import { intrinsicValue } from '../../engine/pricing/options/lognormal.ts'

export interface StickyLeg {
  readonly position: MarginPosition
  /** Per root year, implied by the mark (Black-76, undiscounted); null = there is none, and for a future. */
  readonly sigma: number | null
  /** Why there is none; `ok` where there is one. */
  readonly status: ImpliedVol['status'] | 'future'
}

const DAYS_PER_YEAR = 365

/** Years from calendar days. */
export const yearsOf = (days: number): number => days / DAYS_PER_YEAR

/** Throws a DataError when a price of the position is negative. */
export function stickyLeg(position: MarginPosition): StickyLeg {
  const { instrument, price, underlyingPrice, daysToExpiry } = position
  if (instrument.kind !== 'option') return { position, sigma: null, status: 'future' }
  const { right, strike } = instrument
  const years = yearsOf(daysToExpiry)
  const { status, sigma } = impliedVol({
    model: 'black76',
    right,
    forward: underlyingPrice,
    strike,
    years,
    price,
  })
  return { position, sigma: status === 'ok' ? sigma : null, status }
}

/** Product of the future or index that moves the leg: `GC` for an option on gold futures. */
export function underlyingOf({ product }: MarginPosition): string {
  if (product.kind !== 'option') return product.id
  return product.settlement.kind === 'future' ? product.settlement.future : product.settlement.index
}

/**
 * Price of the leg in points after its underlying has moved by `move` (0.01 = 1 % up) and `days` calendar days have
 * passed. An option is worth its intrinsic value from its expiry on. Without a volatility it keeps, until then, what
 * its mark was above or below the intrinsic value, but never falls below 0.
 */
export function priceAt({ position, sigma }: StickyLeg, move: number, days: number): number {
  const { instrument, price, underlyingPrice, daysToExpiry } = position
  if (instrument.kind !== 'option') return price * (1 + move)
  const forward = underlyingPrice * (1 + move)
  const left = daysToExpiry - days
  if (left <= 0) return intrinsic(instrument, forward)
  if (sigma === null)
    return Math.max(0, intrinsic(instrument, forward) + price - intrinsic(instrument, underlyingPrice))
  return black76(instrument.right, forward, instrument.strike, yearsOf(left), sigma)
}

const intrinsic = ({ right, strike }: OptionInstrument, forward: number): number =>
  intrinsicValue(right, forward, strike)

/** The position as margin would see it then. An expired option stays, as it stands before it is settled. */
export const movedTo = (leg: StickyLeg, move: number, days: number): MarginPosition => ({
  ...leg.position,
  price: priceAt(leg, move, days),
  underlyingPrice: leg.position.underlyingPrice * (1 + move),
  daysToExpiry: Math.max(0, leg.position.daysToExpiry - days),
})

/** Calendar days to the nearest expiry among the legs; null without an option. */
export function nearestExpiry(legs: readonly StickyLeg[]): number | null {
  const days = legs.flatMap(({ position }) =>
    position.instrument.kind === 'option' ? [position.daysToExpiry] : [],
  )
  return days.length === 0 ? null : Math.min(...days)
}

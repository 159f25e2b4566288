/** A held leg with the volatility behind its mark, which stays with it wherever price and time go. */

import { exerciseStyleOf } from '../../engine/calendar/exercise-style.ts'
import {
  type Day,
  type MarginPosition,
  type OptionInstrument,
  underlyingProductOf,
} from '../../engine/index.ts'
import {
  type StatedInterest,
  type Valuation,
  valuationOf,
  volatilityOf,
  worthOf,
} from '../../engine/pricing/american/valuation.ts'
import type { ImpliedVol } from '../../engine/pricing/options/implied-vol.ts'
import { intrinsicValue } from '../../engine/pricing/options/lognormal.ts'

export interface StickyLeg {
  readonly position: MarginPosition
  /** How an option is valued; null = Black-76 without interest, and for a future. */
  readonly valuation: Valuation | null
  /** Per root year, implied by the mark; null = there is none, and for a future. */
  readonly sigma: number | null
  /** Why there is none; `ok` where there is one. */
  readonly status: ImpliedVol['status'] | 'future'
  /** The price of an option with a volatility, so many calendar days before its expiry, at a price of its underlying. */
  worth(daysLeft: number, underlyingPrice: number): number
}

const DAYS_PER_YEAR = 365

/** Years from calendar days. */
export const yearsOf = (days: number): number => days / DAYS_PER_YEAR

/**
 * The leg on a day, with its options valued at an interest; null = none is stated. Throws a DataError when a price of
 * the position is negative.
 */
export function stickyLeg(position: MarginPosition, day: Day, interest: StatedInterest | null): StickyLeg {
  const { instrument, product, price, underlyingPrice, daysToExpiry, paidUpFront } = position
  if (instrument.kind !== 'option' || product.kind !== 'option')
    return { position, valuation: null, sigma: null, status: 'future', worth: () => price }
  const { right, strike } = instrument
  const style = {
    exercise: exerciseStyleOf(product, day + daysToExpiry),
    settlement: product.settlement.kind,
    paidUpFront,
  }
  const valuation = valuationOf(style, interest)
  const quoted = { right, underlyingPrice, strike, years: yearsOf(daysToExpiry) }
  const found = volatilityOf(quoted, price, valuation)
  const sigma = found.status === 'ok' ? found.sigma : null
  const worths = new Map<number, (underlyingPrice: number) => number>()
  return {
    position,
    valuation,
    sigma,
    status: found.status,
    worth(daysLeft, underlying) {
      const worth =
        worths.get(daysLeft) ?? worthOf({ right, strike, years: yearsOf(daysLeft) }, sigma ?? 0, valuation)
      worths.set(daysLeft, worth)
      return worth(underlying)
    },
  }
}

/** Product of the future or index that moves the leg: `GC` for an option on gold futures. */
export function underlyingOf({ product }: MarginPosition): string {
  if (product.kind !== 'option') return product.id
  return underlyingProductOf(product)
}

/**
 * Price of the leg in points after its underlying has moved by `move` (0.01 = 1 % up) and `days` calendar days have
 * passed. An option is worth its intrinsic value from its expiry on. Without a volatility it keeps, until then, what
 * its mark was above or below the intrinsic value, but never falls below 0.
 */
export function priceAt(leg: StickyLeg, move: number, days: number): number {
  const { position, sigma } = leg
  const { instrument, price, underlyingPrice, daysToExpiry } = position
  if (instrument.kind !== 'option') return price * (1 + move)
  const forward = underlyingPrice * (1 + move)
  const left = daysToExpiry - days
  if (left <= 0) return intrinsic(instrument, forward)
  if (sigma === null)
    return Math.max(0, intrinsic(instrument, forward) + price - intrinsic(instrument, underlyingPrice))
  return leg.worth(left, forward)
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

/** The Greeks of one held leg, of one contract in points and of the whole leg in money. */

import { greeksOf } from '../../engine/pricing/american/valuation.ts'
import { type StickyLeg, underlyingOf, yearsOf } from './sticky-leg.ts'

/** Sensitivities, in points or in money. */
export interface Greeks {
  /** Per point of the underlying. */
  readonly delta: number
  /** Change of delta per point of the underlying. */
  readonly gamma: number
  /** Per volatility point: 0.01 of volatility. */
  readonly vegaPerVolPoint: number
  /** Per calendar day that passes. */
  readonly thetaPerDay: number
}

export interface LegGreeks {
  readonly instrument: string
  /** Product of the future or index that moves it. */
  readonly underlying: string
  readonly underlyingPrice: number
  /** Contracts, negative when short. */
  readonly quantity: number
  /** Currency per 1.00 of price. */
  readonly multiplier: number
  /** Currency of `money`: the leg's own. */
  readonly currency: string
  readonly pricePoints: number
  /** Calendar days; 0 for a future. */
  readonly daysToExpiry: number
  /** Per root year, 0.24 = 24 %; null = the mark implies none, and for a future. */
  readonly volatility: number | null
  /** `ok`, or why there is no volatility. */
  readonly volatilityStatus: StickyLeg['status']
  /** Interest at which it is valued as an American option, percent a year; null = Black-76 without interest. */
  readonly americanAtPercent: number | null
  /** Of one contract held long, in points. */
  readonly points: Greeks
  /** Times quantity and multiplier. */
  readonly money: Greeks
}

const FUTURE: Greeks = { delta: 1, gamma: 0, vegaPerVolPoint: 0, thetaPerDay: 0 }

/** At the implied volatility, as the leg is valued; without one, the Greeks of the intrinsic value. */
export function legGreeks(leg: StickyLeg): LegGreeks {
  const { position, sigma, status } = leg
  const { instrument, product, quantity, multiplier, price, underlyingPrice, daysToExpiry } = position
  const points = pointsOf(leg)
  return {
    instrument: instrument.id,
    underlying: underlyingOf(position),
    underlyingPrice,
    quantity,
    multiplier,
    currency: product.currency,
    pricePoints: price,
    daysToExpiry,
    volatility: sigma,
    volatilityStatus: status,
    americanAtPercent: leg.valuation && 100 * leg.valuation.rate,
    points,
    money: times(points, quantity * multiplier),
  }
}

function pointsOf({ position, sigma, valuation }: StickyLeg): Greeks {
  const { instrument, underlyingPrice, daysToExpiry } = position
  if (instrument.kind !== 'option') return FUTURE
  const { right, strike } = instrument
  const quoted = { right, underlyingPrice, strike, years: yearsOf(daysToExpiry) }
  const greeks = greeksOf(quoted, sigma ?? 0, valuation)
  return {
    delta: greeks.delta,
    gamma: greeks.gamma,
    vegaPerVolPoint: greeks.vega / 100,
    thetaPerDay: yearsOf(greeks.theta),
  }
}

const times = (greeks: Greeks, factor: number): Greeks => ({
  delta: greeks.delta * factor,
  gamma: greeks.gamma * factor,
  vegaPerVolPoint: greeks.vegaPerVolPoint * factor,
  thetaPerDay: greeks.thetaPerDay * factor,
})

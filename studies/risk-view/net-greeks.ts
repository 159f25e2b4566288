/** The Greeks of several legs together, in the account's currency. */

import type { LegGreeks } from './leg-greeks.ts'

/** Money in the account's currency. */
export interface NetGreeks {
  readonly currency: string
  /** Sum of quantity times delta, in contracts; null when the legs hang on several underlyings. */
  readonly deltaContracts: number | null
  /** Per point of the underlying, as is gamma's second derivative; both null when there are several underlyings. */
  readonly delta: number | null
  readonly gamma: number | null
  /** When every underlying rises by 1 %. */
  readonly deltaPerPercent: number
  /** Change of `deltaPerPercent` when every underlying rises by 1 %. */
  readonly gammaPerPercent: number
  readonly vegaPerVolPoint: number
  readonly thetaPerDay: number
}

/** `rateOf` gives units of the account's currency per unit of a leg's. */
export function netGreeks(
  legs: readonly LegGreeks[],
  currency: string,
  rateOf: (currency: string) => number,
): NetGreeks {
  const sum = (of: (leg: LegGreeks) => number): number =>
    legs.reduce((total, leg) => total + of(leg) * rateOf(leg.currency), 0)
  const percent = (leg: LegGreeks): number => leg.underlyingPrice / 100
  const addUp = new Set(legs.map(({ underlying }) => underlying)).size <= 1
  return {
    currency,
    deltaContracts: addUp ? legs.reduce((total, leg) => total + leg.quantity * leg.points.delta, 0) : null,
    delta: addUp ? sum(({ money }) => money.delta) : null,
    gamma: addUp ? sum(({ money }) => money.gamma) : null,
    deltaPerPercent: sum(leg => leg.money.delta * percent(leg)),
    gammaPerPercent: sum(leg => leg.money.gamma * percent(leg) * percent(leg)),
    vegaPerVolPoint: sum(({ money }) => money.vegaPerVolPoint),
    thetaPerDay: sum(({ money }) => money.thetaPerDay),
  }
}

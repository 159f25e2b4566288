/** The most that a set of options can lose, intrinsic values netted as if all of it ended together. */

import type { OptionLeg } from './option-leg.ts'

/** So many contracts of a leg. */
export interface LegContracts {
  readonly leg: OptionLeg
  readonly contracts: number
}

/** What one unit of an option is worth at its end, in points. */
export function intrinsic({ right, strike }: Pick<OptionLeg, 'right' | 'strike'>, level: number): number {
  return Math.max(0, right === 'call' ? level - strike : strike - level)
}

/**
 * Greatest loss of shorts against longs at any level, in the product's currency, at least 0; premiums do not enter.
 * As many are long as are short of each right, so that the loss is flat outside the strikes, and strikes are enough.
 * Source: FINRA 4210(f)(2)(H)(v)a, `maximum potential loss`.
 */
export function greatestLoss(parts: readonly LegContracts[]): number {
  let greatest = 0
  for (const { leg: at } of parts) {
    let loss = 0
    for (const { leg, contracts } of parts)
      loss += (leg.short ? contracts : -contracts) * intrinsic(leg, at.strike)
    greatest = Math.max(greatest, loss)
  }
  return greatest * (parts[0]?.leg.multiplier ?? 0)
}

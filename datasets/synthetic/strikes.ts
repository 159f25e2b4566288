/** Which strikes are listed: densely near the money, round ones further out; once listed they stay. */

import type { Day } from '../../engine/model/time.ts'
import { type ProductTerms, spreadOf } from './product-terms.ts'

/** Every so many steps up to so far from the forward price, at gold's volatility. */
const REACHES = [
  [1, 0.07],
  [2, 0.15],
  [10, 0.35],
] as const

/** The n-th multiple of a step, without float dust: a step below one is a whole part of it. */
export const multipleOf = (step: number, n: number): number =>
  step >= 1 ? n * step : n / Math.round(1 / step)

export interface Strikes {
  /** Listed strikes of an expiry, ascending, after those that the forward price makes new. */
  listed(expiry: Day, forward: number): readonly number[]
}

interface Listed {
  readonly strikes: Set<number>
  sorted: readonly number[]
}

export function strikesOf(terms: ProductTerms): Strikes {
  const byExpiry = new Map<Day, Listed>()
  const spread = spreadOf(terms)
  return {
    listed(expiry, forward) {
      const known = byExpiry.get(expiry) ?? { strikes: new Set(), sorted: [] }
      byExpiry.set(expiry, known)
      for (const [steps, share] of REACHES) {
        const step = steps * terms.strikeStep
        const reach = share * spread
        for (let n = Math.ceil((forward * (1 - reach)) / step); ; n++) {
          const strike = multipleOf(step, n)
          if (strike > forward * (1 + reach)) break
          if (strike > 0) known.strikes.add(strike)
        }
      }
      if (known.sorted.length < known.strikes.size) known.sorted = [...known.strikes].sort((a, b) => a - b)
      return known.sorted
    },
  }
}

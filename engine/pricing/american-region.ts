/** When an American put with strike 1 is exercised: the region of prices, over time, where that beats holding it. */

import { invariant } from '../model/errors.ts'
import { type Boundary, solveBoundary } from './american-boundary.ts'
import type { PutTerms } from './american-terms.ts'

/** The region from expiry back to `upper.years`; with more time left there is none. */
export interface Region {
  readonly upper: Boundary
  /** Null: the region reaches down to 0. */
  readonly lower: Boundary | null
}

/** What early exercise saves, in strikes: less than this is no digit of any price. */
const NEGLIGIBLE = 1e-16

/**
 * Which prices may ever be exercised: none, all below an edge, or those between two. Waiting costs the interest on the
 * strike and saves the yield of the underlying, so it costs nothing without interest, unless the yield is negative,
 * and gains with negative interest, unless the yield is more negative still.
 */
export function kindOfRegion({ rate, carry, years }: PutTerms): 'none' | 'below' | 'between' {
  if (rate < 0) return (rate - carry) * years < NEGLIGIBLE ? 'none' : 'between'
  return (rate - Math.min(carry, 0)) * years < NEGLIGIBLE ? 'none' : 'below'
}

/** Where the upper and the lower edge are just before expiry: where the interest is worth the yield. */
export const startsOf = ({ rate, carry }: PutTerms): { readonly upper: number; readonly lower: number } => ({
  upper: carry > rate && rate >= 0 ? rate / carry : 1,
  lower: rate < 0 ? rate / carry : 0,
})

/** The region; null when the option is never exercised early. Sigma and years above 0. */
export function regionOf(terms: PutTerms): Region | null {
  switch (kindOfRegion(terms)) {
    case 'none':
      return null
    case 'below': {
      const upper = solveBoundary({ ...terms, side: 'upper', start: startsOf(terms).upper })
      invariant(upper !== null, `there is an exercise boundary for ${JSON.stringify(terms)}`)
      return { upper, lower: null }
    }
    case 'between':
      return regionBetween(terms)
  }
}

/** Whether an option with `years` to expiry ought to be exercised with the underlying at `level` strikes. */
export const isInside = ({ upper, lower }: Region, years: number, level: number): boolean =>
  upper.years === years && level <= upper.now && (lower === null || level >= lower.now)

/** How closely the time at which two edges meet is found; the error of a price goes with the square of it. */
const MEETING_SHARE = 1e-4

/** The region between two edges. With enough volatility they meet: with more time left than that, waiting is better. */
function regionBetween(terms: PutTerms): Region | null {
  const whole = openUntil(terms, terms.years)
  if (whole) return whole
  let region: Region | null = null
  let open = 0
  let closed = terms.years
  while (closed - open > MEETING_SHARE * closed) {
    const middle = 0.5 * (open + closed)
    const next = openUntil(terms, middle)
    region = next ?? region
    if (next) open = middle
    else closed = middle
  }
  return region
}

/** Both edges up to `years` before expiry; null when they have met by then. */
function openUntil(terms: PutTerms, years: number): Region | null {
  const starts = startsOf(terms)
  const upper = solveBoundary({ ...terms, years, side: 'upper', start: starts.upper })
  const lower = solveBoundary({ ...terms, years, side: 'lower', start: starts.lower })
  return upper && lower && lower.now < upper.now ? { upper, lower } : null
}

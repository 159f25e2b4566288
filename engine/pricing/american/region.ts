/** When an American put with strike 1 is exercised: the region of prices, over time, where that beats holding it. */

import { DataError } from '../../model/errors.ts'
import { type Boundary, solveEdge } from './edge.ts'
import { type PutTerms, standingYears } from './terms.ts'

/** The region from expiry back to `years` before it; with more time left there is none. */
export interface Region {
  readonly years: number
  readonly upper: Boundary
  /** Null: the region reaches down to 0. */
  readonly lower: Boundary | null
}

/** What early exercise saves, in strikes: less than this is no digit of any price. */
const NEGLIGIBLE = 1e-12

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

/**
 * The region; null when the option is never exercised early. Sigma and years above 0; `like` is the region of the
 * same option at another volatility, from which this one is found faster. Throws a DataError where no boundary is
 * found, which takes a total deviation of about 10.
 */
export function regionOf(terms: PutTerms, like?: Region | null): Region | null {
  switch (kindOfRegion(terms)) {
    case 'none':
      return null
    case 'below': {
      const years = Math.min(terms.years, standingYears(terms))
      const edge = { ...terms, years, side: 'upper', start: startsOf(terms).upper } as const
      const upper = solveEdge(edge, like?.upper)
      if (!upper) {
        throw new DataError('no exercise boundary was found for these terms; use a binomial tree', {
          value: JSON.stringify(terms),
        })
      }
      return { years: terms.years, upper, lower: null }
    }
    case 'between':
      return regionBetween(terms)
  }
}

/** Whether an option with `years` to expiry ought to be exercised with the underlying at `level` strikes. */
export const isInside = ({ years: until, upper, lower }: Region, years: number, level: number): boolean =>
  until === years && level <= upper.now && (lower === null || level >= lower.now)

/** How far apart two edges still are where they count as met, as a share of how far apart they start. */
const MET = 1e-4
const MOST_ROUNDS = 60

/** Both edges up to the square of `root` years before expiry; `gap` is ln(upper / lower) there. */
interface Between {
  readonly root: number
  readonly gap: number
  readonly region: Region
}

/**
 * The region between two edges. With enough volatility they meet: with more time left than that, waiting is better.
 * The time at which they do is found by secants over its root, in which the edges are nearly straight; what is cut off
 * before it is worth the square of `MET`.
 */
function regionBetween(terms: PutTerms): Region | null {
  const standing = standingYears(terms)
  // Edges that stand still before they meet never do.
  if (standing < terms.years && terms.rate - terms.carry > 0.5 * terms.sigma * terms.sigma) {
    const still = edgesUntil(terms, Math.sqrt(standing))
    if (still && still.gap > 0) return { ...still.region, years: terms.years }
  }
  const apart = Math.log(terms.carry / terms.rate)
  const all = Math.sqrt(terms.years)
  let open: Between | null = null
  let closed: Pick<Between, 'root' | 'gap'> | null = null
  let root = Math.min(all, apart / (2 * terms.sigma))
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = edgesUntil(terms, root)
    if (next && next.gap > 0) {
      open = next
      if (root === all || next.gap < MET * apart) break
    } else closed = { root, gap: next?.gap ?? Number.NaN }
    root = closed ? rootBetween(open, closed, apart) : Math.min(all, 1.5 * root)
  }
  return open?.region ?? null
}

/** Where the next root is tried: where a line has the edges just not meet, or half-way while there is no line. */
function rootBetween(open: Between | null, closed: Pick<Between, 'root' | 'gap'>, apart: number): number {
  const from = open ?? { root: 0, gap: apart }
  const share = (from.gap - 0.5 * MET * apart) / (from.gap - closed.gap)
  return from.root + (closed.root - from.root) * (share > 0.01 && share < 0.999 ? share : 0.5)
}

function edgesUntil(terms: PutTerms, root: number): Between | null {
  const years = root < Math.sqrt(terms.years) ? root * root : terms.years
  const starts = startsOf(terms)
  const upper = solveEdge({ ...terms, years, side: 'upper', start: starts.upper })
  const lower = solveEdge({ ...terms, years, side: 'lower', start: starts.lower })
  return upper && lower && { root, gap: Math.log(upper.now / lower.now), region: { years, upper, lower } }
}

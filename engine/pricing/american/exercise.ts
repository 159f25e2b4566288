/** At which prices of the underlying an American option ought to be exercised now. */

import { isCertain } from './certain.ts'
import { kindOfRegion, regionOf, startsOf } from './region.ts'
import { type AmericanSeries, type PutTerms, putTermsOf } from './terms.ts'

/** Prices of the underlying, both ends included; a put's reach from 0 up, a call's up to Infinity, save for negative rates. */
export interface ExercisePrices {
  readonly from: number
  readonly to: number
}

/**
 * The prices at which exercise is worth more than to hold on; null when there are none, now or with that much time.
 * At expiry it is what is in the money. With a negative rate and a yield below it, a put that is too deep in the money
 * is held again, and likewise a call whose yield is negative and whose rate is lower still.
 *
 * Terms and errors as for `american`, without the underlying's price.
 */
export function exercisePrices(series: AmericanSeries): ExercisePrices | null {
  const edges = edgesOf(putTermsOf(series))
  if (!edges) return null
  const { strike } = series
  return series.right === 'put'
    ? { from: strike * edges.lower, to: strike * edges.upper }
    : { from: strike / edges.upper, to: edges.lower === 0 ? Infinity : strike / edges.lower }
}

/** The ends of a put's region now, in strikes. */
function edgesOf(terms: PutTerms): { readonly upper: number; readonly lower: number } | null {
  if (terms.years === 0) return { upper: 1, lower: 0 }
  if (isCertain(terms)) return kindOfRegion(terms) === 'none' ? null : startsOf(terms)
  const region = regionOf(terms)
  if (!region || region.years < terms.years) return null
  return { upper: region.upper.now, lower: region.lower?.now ?? 0 }
}

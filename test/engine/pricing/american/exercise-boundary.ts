/** The one price that bounds exercise, as most tests look at it. */

import { exercisePrices } from '../../../../engine/pricing/american/exercise.ts'
import type { AmericanSeries } from '../../../../engine/pricing/american/terms.ts'

/** The edge next to the strike: exercise is best at and below it (a put), at and above it (a call). */
export function exerciseBoundary(series: AmericanSeries): number | null {
  const prices = exercisePrices(series)
  return prices && (series.right === 'put' ? prices.to : prices.from)
}

/** The yields that coupons of modelled issues are set by: the published ones, and what stands in where there are none. */

import type { Day } from '../../engine/model/time.ts'
import type { ParCurve } from '../../engine/pricing/bonds/par-curve.ts'
import type { ParYields } from './issues.ts'
import { monthsOfTenor, type Tenor } from './tenor.ts'
import { curveOn, type YieldHistory } from './yield-history.ts'

/** Longer than holidays ever close the market. */
const PAUSE_DAYS = 10

/**
 * Yields of every term on every day that has any: a term that is not published is read off the day's curve. Before the
 * first day the first curve stands, so that a market does not begin without old bonds; in a pause of more than ten days
 * the last one before it. Never a later one.
 */
export function issueYields(history: YieldHistory): ParYields {
  const { points, first } = history
  let latest: { readonly day: Day; readonly curve: ParCurve } | null = null
  const curveOf = (day: Day): ParCurve => {
    if (latest?.day !== day) latest = { day, curve: curveOn(history, day) }
    return latest.curve
  }
  const yieldOn = (day: Day, tenor: Tenor): number => {
    const years = monthsOfTenor(tenor) / 12
    const published = points.get(day)?.find(point => point.years === years)
    return published?.parPercent ?? curveOf(day).parPercent(years)
  }
  return (day, tenor) => {
    if (day < first) return yieldOn(first, tenor)
    if (points.has(day)) return yieldOn(day, tenor)
    for (let back = 1; back <= PAUSE_DAYS; back++) if (points.has(day - back)) return null
    let last = day - PAUSE_DAYS
    while (!points.has(last)) last--
    return yieldOn(last, tenor)
  }
}

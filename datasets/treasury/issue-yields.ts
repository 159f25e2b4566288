/** The yields that coupons of modelled issues are set by: the published ones, and what stands in where there are none. */

import type { Day } from '../../engine/model/time.ts'
import type { ParYields } from './issues.ts'
import { monthsOfTenor, TENORS, type Tenor } from './tenor.ts'
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
  const known = new Map<Day, ReturnType<ParYields>>()
  const yieldsOf = (day: Day): ReturnType<ParYields> => {
    const yields = known.get(day) ?? allTenors(history, day)
    known.set(day, yields)
    return yields
  }
  return day => {
    if (day < first) return yieldsOf(first)
    if (points.has(day)) return yieldsOf(day)
    for (let back = 1; back <= PAUSE_DAYS; back++) if (points.has(day - back)) return null
    let last = day - PAUSE_DAYS
    while (!points.has(last)) last--
    return yieldsOf(last)
  }
}

function allTenors(history: YieldHistory, day: Day): ReturnType<ParYields> {
  const points = history.points.get(day) ?? []
  const yieldOf = (tenor: Tenor): number => {
    const years = monthsOfTenor(tenor) / 12
    return points.find(point => point.years === years)?.parPercent ?? curveOn(history, day).parPercent(years)
  }
  return Object.fromEntries(TENORS.map(tenor => [tenor, yieldOf(tenor)]))
}

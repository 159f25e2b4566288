/** The bonds of a modelled Treasury market: modelled, read from a file, or as handed over. */

import { basename } from 'node:path'
import { DataError } from '../../engine/model/errors.ts'
import type { BondIssue } from '../../engine/model/instrument.ts'
import type { Provenance } from '../../engine/model/market.ts'
import type { Day } from '../../engine/model/time.ts'
import type { ParCurve } from '../../engine/pricing/bonds/par-curve.ts'
import { sha256Of } from '../files/sha256.ts'
import { modelledIssues, monthsOfTenor, type ParYields, type Tenor } from './issues.ts'
import { readIssues } from './read-issues.ts'
import type { TreasuryTerms } from './treasury-terms.ts'
import { curveOn, type YieldHistory } from './yield-history.ts'

export interface IssueList {
  /** Ascending by maturity; those that matured before the first yield are left out. */
  readonly issues: readonly BondIssue[]
  /** The file that they come from; null = none. */
  readonly source: Provenance['sources'][number] | null
}

/** The longest term that is sold, with a day to spare for every leap year. */
const LONGEST_DAYS = 30 * 366

/** Throws a DataError for a file that cannot be read, and for a list with nothing in it. */
export async function issueList(stated: TreasuryTerms['issues'], history: YieldHistory): Promise<IssueList> {
  const path = typeof stated === 'string' && stated !== 'modelled' ? stated : null
  const found =
    path !== null
      ? await readIssues(path)
      : typeof stated === 'string'
        ? modelledIssues(issueYields(history), { from: history.first - LONGEST_DAYS, to: history.last })
        : stated
  const issues = found
    .filter(({ maturity }) => maturity > history.first)
    .sort((a, b) => a.maturity - b.maturity || (a.id < b.id ? -1 : 1))
  const twin = issues.find((issue, i) => issue.id === issues[i - 1]?.id)
  if (issues.length === 0 || twin) {
    throw new DataError(
      twin ? 'is there twice; keep one' : 'no bond is left on the first day of the yields',
      { field: 'data.treasury.issues', value: twin?.id ?? path ?? 'empty list' },
    )
  }
  return {
    issues,
    source: path === null ? null : { name: basename(path), sha256: await sha256Of(path), licence: 'unknown' },
  }
}

/** Longer than holidays ever close the market. */
const PAUSE_DAYS = 10

/**
 * Yields of every term on every day that has any: a term that is not published is read off the day's curve. Before the
 * first day the first curve stands, so that a market does not begin without old bonds; in a pause of more than ten days
 * the last one before it. Never a later one.
 */
function issueYields(history: YieldHistory): ParYields {
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

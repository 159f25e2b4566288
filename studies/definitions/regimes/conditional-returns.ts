/** The statistics of forward returns in a regime, out of it, and of the difference. */

import { hitRate, mean } from '../../../reports/index.ts'
import { neweyWest } from './newey-west.ts'

/** `all` = in and out together; `difference` = in less out. */
export type Part = 'in' | 'out' | 'difference' | 'all'

/** Returns are fractions, over the horizon, not annualised. Null = does not exist. */
export interface PartStatistics {
  readonly part: Part
  /** Returns that were looked at; null for the difference. */
  readonly count: number | null
  readonly mean: number | null
  /** Null for the difference, as is the hit rate. */
  readonly median: number | null
  /** Share of returns above 0. */
  readonly hitRate: number | null
  /** Of the mean, corrected for the overlap. Null without any spread. */
  readonly standardError: number | null
  /** Mean over standard error: against no return, or no difference. */
  readonly tStatistic: number | null
}

/**
 * `returns[t]` starts at row t and ends `horizon` rows later (NaN = none); `inside[t]` was known at row t: 1 in, 0 out,
 * NaN not known. Rows that lack either are left out. Standard errors are Newey and West's with `horizon - 1` lags, lags
 * counted in rows of the whole series: those of the regression on the two dummies. Parts in the order in, out,
 * difference, all.
 */
export function conditionalReturns(
  returns: Float64Array,
  inside: Float64Array,
  horizon: number,
): PartStatistics[] {
  const within = select(returns, inside, value => value === 1)
  const outside = select(returns, inside, value => value === 0)
  const all = select(returns, inside, value => value === 1 || value === 0)
  return [
    partOf('in', within, horizon),
    partOf('out', outside, horizon),
    differenceOf(within, outside, horizon),
    partOf('all', all, horizon),
  ]
}

/** The returns of one part. */
interface Sample {
  readonly values: Float64Array
  readonly mean: number | null
  /** By row of the whole series: what the row adds to the error of the mean; 0 where it has no part. */
  readonly influence: Float64Array
}

function select(returns: Float64Array, inside: Float64Array, belongs: (inside: number) => boolean): Sample {
  const has = (value: number, row: number): boolean =>
    !Number.isNaN(value) && belongs(inside[row] ?? Number.NaN)
  const values = returns.filter(has)
  const average = mean(values)
  const influence = returns.map((value, row) =>
    average !== null && has(value, row) ? (value - average) / values.length : 0,
  )
  return { values, mean: average, influence }
}

const partOf = (part: Part, { values, mean, influence }: Sample, horizon: number): PartStatistics => ({
  part,
  count: values.length,
  mean,
  median: medianOf(values),
  hitRate: hitRate(values),
  ...testOf(mean, influence, horizon),
})

function differenceOf(within: Sample, outside: Sample, horizon: number): PartStatistics {
  const difference = within.mean === null || outside.mean === null ? null : within.mean - outside.mean
  const influence = within.influence.map((value, row) => value - (outside.influence[row] as number))
  return {
    part: 'difference',
    count: null,
    mean: difference,
    median: null,
    hitRate: null,
    ...testOf(difference, influence, horizon),
  }
}

function testOf(
  value: number | null,
  influence: Float64Array,
  horizon: number,
): Pick<PartStatistics, 'standardError' | 'tStatistic'> {
  const variance = value === null ? 0 : neweyWest(influence, horizon - 1)
  if (value === null || !(variance > 0)) return { standardError: null, tStatistic: null }
  const standardError = Math.sqrt(variance)
  return { standardError, tStatistic: value / standardError }
}

/** The middle value, the mean of the two middle ones of an even number; null of none. */
function medianOf(values: Float64Array): number | null {
  const sorted = values.toSorted()
  const middle = sorted.length >>> 1
  const upper = sorted[middle]
  if (upper === undefined) return null
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2
}

/** Returns per period: how many make a year, their mean, spread and shape, and ratios that need not exist. */

import { DataError } from '../../engine/model/errors.ts'

/** Simple returns, one a period, as fractions (0.01 = 1 %), finite, oldest first. */
export type Returns = readonly number[] | Float64Array

/** numerator / denominator. Null: either is missing, the denominator is 0, or no double holds the result. */
export function ratio(numerator: number | null, denominator: number | null): number | null {
  if (numerator === null || denominator === null || denominator === 0) return null
  const quotient = numerator / denominator
  return Number.isFinite(quotient) ? quotient : null
}

/** The number itself (252 for days, 12 for months), or a DataError when it cannot be one. */
export function checkedPeriodsPerYear(periodsPerYear: number): number {
  if (periodsPerYear > 0 && Number.isFinite(periodsPerYear)) return periodsPerYear
  throw new DataError(
    'is no number of periods per year; give a positive number such as 252 for daily returns',
    { field: 'periodsPerYear', value: periodsPerYear },
  )
}

/** Arithmetic mean, in the units of the series. Null: no observation. */
export function mean(returns: Returns): number | null {
  if (returns.length === 0) return null
  const { rough, rest } = center(returns)
  return rough + rest
}

/** Distances from the exact mean, one an observation; all exactly 0 where all observations are equal. */
function deviations(returns: Returns): Float64Array {
  const { rough, rest } = center(returns)
  return Float64Array.from(returns, value => value - rough - rest)
}

/** Standard deviation with n - 1 in the denominator, a fraction per period. Null: fewer than 2. */
export function stdevSample(returns: Returns): number | null {
  return returns.length < 2 ? null : Math.sqrt(sumOfSquares(returns) / (returns.length - 1))
}

/** Standard deviation with n in the denominator, a fraction per period. Null: no observation. */
export function stdevPop(returns: Returns): number | null {
  return returns.length < 1 ? null : Math.sqrt(sumOfSquares(returns) / returns.length)
}

/** Population skewness m3 / m2^1.5, a pure number. Null: no variance. */
export function skewPop(returns: Returns): number | null {
  return meanOfStandardised(returns, z => z * z * z)
}

/** Population kurtosis m4 / m2^2, a pure number; 3 for a normal series (not excess). Null: no variance. */
export function kurtPop(returns: Returns): number | null {
  return meanOfStandardised(returns, z => z * z * z * z)
}

/**
 * Skewness adjusted for the sample size, Fisher's G1. Null: no variance, or fewer than 3 observations.
 * Source: Joanes and Gill 1998.
 */
export function skewSampleAdj(returns: Returns): number | null {
  const n = returns.length
  const skew = skewPop(returns)
  return skew === null || n < 3 ? null : (Math.sqrt(n * (n - 1)) / (n - 2)) * skew
}

/**
 * Excess kurtosis adjusted for the sample size, Fisher's G2. Null: no variance, or fewer than 4 observations.
 * Source: Joanes and Gill 1998.
 */
export function kurtExcessSampleAdj(returns: Returns): number | null {
  const n = returns.length
  const kurt = kurtPop(returns)
  return kurt === null || n < 4 ? null : ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * (kurt - 3) + 6)
}

/** Sum of the squared distances from the mean. */
export function sumOfSquares(returns: Returns): number {
  return deviations(returns).reduce((sum, deviation) => sum + deviation * deviation, 0)
}

// The mean as a rounded part and what the rounding lost, which a spread far below the mean cannot do without.
function center(returns: Returns): { rough: number; rest: number } {
  let sum = 0
  for (const value of returns) sum += value
  const rough = sum / returns.length
  let lost = 0
  for (const value of returns) lost += value - rough
  return { rough, rest: lost / returns.length }
}

function meanOfStandardised(returns: Returns, power: (z: number) => number): number | null {
  const spread = stdevPop(returns)
  if (spread === null || spread === 0) return null
  return deviations(returns).reduce((sum, deviation) => sum + power(deviation / spread), 0) / returns.length
}

/**
 * Sample standard deviation times sqrt(periodsPerYear), a fraction per year.
 * Null: fewer than 2 observations.
 */
export function annualVol(returns: Returns, periodsPerYear: number): number | null {
  const rootOfYear = Math.sqrt(checkedPeriodsPerYear(periodsPerYear))
  const stdev = stdevSample(returns)
  return stdev === null ? null : stdev * rootOfYear
}

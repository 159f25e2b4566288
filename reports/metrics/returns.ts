/** What every metric reads: one number a period. */

/** Simple returns, one a period, as fractions (0.01 = 1 %), finite, oldest first. */
export type Returns = readonly number[] | Float64Array

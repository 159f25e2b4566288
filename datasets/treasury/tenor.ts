/** The terms of Treasury notes and bonds, by the names that the curve has for them. */

/** Notes of 2, 3, 5, 7 and 10 years, bonds of 20 and 30. */
export const TENORS = ['2Y', '3Y', '5Y', '7Y', '10Y', '20Y', '30Y'] as const

export type Tenor = (typeof TENORS)[number]

/** `120` of `10Y`. */
export const monthsOfTenor = (tenor: Tenor): number => 12 * Number(tenor.slice(0, -1))

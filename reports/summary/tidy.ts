/** Numbers without the dust of their sums. */

/** Twelve significant digits: float dust is no news. */
export const tidy = (value: number): number => Number(value.toPrecision(12))

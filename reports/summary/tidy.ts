/** Numbers without the dust of their sums. */

/** Twelve significant digits: float dust is no news. Whole numbers have none. */
export const tidy = (value: number): number =>
  Number.isInteger(value) && Math.abs(value) < 1e12 ? value + 0 : Number(value.toPrecision(12))

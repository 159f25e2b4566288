/** Mean and deviation of one window, measured from its first value. */

/**
 * By how much the mean of values[start .. start + length - 1] exceeds values[start]; NaN where a value is missing.
 * Measured from there, equal values have exactly their own mean, and prices far from zero keep their digits.
 */
export function meanAboveFirst(values: Float64Array, start: number, length: number): number {
  const first = values[start] as number
  let sum = 0
  for (let i = start; i < start + length; i++) sum += (values[i] as number) - first
  return sum / length
}

/**
 * Standard deviation of the same window about that mean, the squares divided by `length - ddof`.
 * A pass of its own: differences of running sums lose their digits after a spike.
 */
export function deviation(
  values: Float64Array,
  start: number,
  length: number,
  meanAbove: number,
  ddof: number,
): number {
  const first = values[start] as number
  let squares = 0
  for (let i = start; i < start + length; i++) {
    const distance = (values[i] as number) - first - meanAbove
    squares += distance * distance
  }
  return Math.sqrt(squares / (length - ddof))
}

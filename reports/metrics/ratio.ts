/** The division of every ratio: one that does not exist is null. */

/** numerator / denominator. Null: either is missing, the denominator is 0, or no double holds the result. */
export function ratio(numerator: number | null, denominator: number | null): number | null {
  if (numerator === null || denominator === null || denominator === 0) return null
  const quotient = numerator / denominator
  return Number.isFinite(quotient) ? quotient : null
}

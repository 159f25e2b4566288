/** Points of a bond in 32nds, as their basis is quoted. */

/** Null stays null. */
export const in32nds = (points: number | null): number | null =>
  points === null ? null : Number((points * 32).toPrecision(8))

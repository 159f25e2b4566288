/** The delta of a position of options. */

/** Contracts, negative when short, and the delta of one option held long. */
export interface DeltaLeg {
  readonly quantity: number
  readonly delta: number
}

/** Sum of quantity times delta, in underlyings. Float dust of adding decimals is taken off at twelve digits. */
export const positionDelta = (legs: readonly DeltaLeg[]): number =>
  Number(legs.reduce((sum, { quantity, delta }) => sum + quantity * delta, 0).toPrecision(12))

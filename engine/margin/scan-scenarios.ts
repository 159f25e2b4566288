/** The sixteen scenarios of one day by which futures exchanges scan a group of positions. */

/** One thing that may happen by tomorrow. */
export interface Scenario {
  /** 1 to 16, in the order of the exchanges. */
  readonly number: number
  /** Move of the underlying, as a share of the price scan range: 0, a third, two thirds, the whole, or the extreme. */
  readonly priceMove: number
  /** Volatility rises by its scan range, falls by it, or stays. */
  readonly volDirection: 1 | -1 | 0
  /** The share of the loss that counts: 1 but for the extreme moves. */
  readonly weight: number
}

/** The move of scenarios 15 and 16: so many price scan ranges, of whose loss only `weight` counts. */
export interface ExtremeMove {
  readonly moves: number
  readonly weight: number
}

const ORDINARY: readonly Scenario[] = [0, 1, -1, 2, -2, 3, -3].flatMap((thirds, i): Scenario[] => [
  { number: 2 * i + 1, priceMove: thirds / 3, volDirection: 1, weight: 1 },
  { number: 2 * i + 2, priceMove: thirds / 3, volDirection: -1, weight: 1 },
])

/**
 * Scenarios 1 to 14 move the price by no, one, two and three thirds of the scan range, up before down, each with
 * volatility up and then down; 15 and 16 are the extreme move up and down at unchanged volatility.
 * Source: CME, SPAN risk arrays; the same order in McMillan, Options as a Strategic Investment, ch. 34.
 */
export function scanScenarios(extreme: ExtremeMove): readonly Scenario[] {
  const known = byExtreme.get(extreme)
  if (known) return known
  const { moves, weight } = extreme
  const scenarios: readonly Scenario[] = [
    ...ORDINARY,
    { number: 15, priceMove: moves, volDirection: 0, weight },
    { number: 16, priceMove: -moves, volDirection: 0, weight },
  ]
  byExtreme.set(extreme, scenarios)
  return scenarios
}

/** They are asked for with every position. */
const byExtreme = new WeakMap<ExtremeMove, readonly Scenario[]>()

/** What bonds that are on their way into a future that trades no more are worth beyond the market. */

import type { Day } from '../../engine/model/time.ts'
import { type BasisState, factorOf, type HeldBond, pointValue } from './basis-state.ts'
import type { ClosingPrice } from './closing-prices.ts'
import { lastTradingDay } from './last-trading-day.ts'

/**
 * The invoice of bonds that are declared for delivery, or held against contracts that have stopped trading, less their
 * price; minor units. The ledger counts them so while their trade is open.
 */
export function boundForDelivery(state: BasisState, closing: ClosingPrice, day: Day): number {
  let sum = 0
  for (const [id, bond] of state.bonds) {
    for (const { units, price } of boundUnits(state, id, bond, closing, day))
      sum += units * (price - closing(id)) * pointValue(state)
  }
  return sum
}

interface Bound {
  readonly units: number
  /** Clean price that the invoice gives them. */
  readonly price: number
}

function boundUnits(
  state: BasisState,
  id: string,
  bond: HeldBond,
  closing: ClosingPrice,
  day: Day,
): readonly Bound[] {
  const declared = state.declared
    .filter(one => one.bond === id)
    .map(({ future, contracts, price }): Bound => {
      const multiplier = state.futures.get(future)?.multiplier ?? 0
      return { units: contracts * multiplier, price: price * (factorOf(state, id, future) ?? 0) }
    })
  let free = bond.settled - declared.reduce((units, one) => units + one.units, 0)
  const expected: Bound[] = []
  for (const [future, { quantity, multiplier }] of state.futures) {
    const factor = factorOf(state, id, future)
    const end = lastTradingDay(future)
    if (factor === null || quantity >= 0 || end === null || end > day) continue
    const units = Math.min(-quantity, Math.floor(free / multiplier)) * multiplier
    free -= units
    expected.push({ units, price: closing(future) * factor })
  }
  return [...declared, ...expected]
}

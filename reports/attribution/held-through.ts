/** What prices made of positions that were held from one close to the next. */

import { type BasisState, factorOf, type HeldBond, pointValue, worth } from './basis-state.ts'
import type { ClosingPrice } from './closing-prices.ts'

/** Minor units, not rounded. */
export interface PriceGains {
  /** Change of the gross basis: the bond less its factor times the future that it can be delivered into. */
  readonly convergence: number
  /** The rest: futures that are more or fewer than the factor asks for, and bonds without a future of their basket. */
  readonly curve: number
}

/** The gains of one interval between closes. */
export function heldThrough(state: BasisState, closing: ClosingPrice): PriceGains {
  let all = 0
  let convergence = 0
  for (const [id, future] of state.futures) {
    all += future.quantity * (worth(state, future, closing(id)) - worth(state, future, future.price))
  }
  for (const [id, bond] of state.bonds) {
    const change = closing(id) - bond.price
    const hedge = hedgeMove(state, id, bond, closing)
    all += bond.quantity * change * pointValue(state)
    if (hedge !== null) convergence += bond.quantity * (change - hedge) * pointValue(state)
  }
  return { convergence, curve: all - convergence }
}

/**
 * Points that the futures against a bond moved, each times its factor; where there are several, each counts by the face
 * it takes. Contracts that are declared stand still. Null where nothing is held against the bond.
 */
function hedgeMove(state: BasisState, id: string, bond: HeldBond, closing: ClosingPrice): number | null {
  let units = 0
  let moved = 0
  for (const [future, { quantity, multiplier, price }] of state.futures) {
    const factor = factorOf(state, id, future)
    if (factor === null || quantity * bond.quantity >= 0) continue
    const taken = Math.abs(quantity) * multiplier
    units += taken
    moved += taken * factor * (closing(future) - price)
  }
  for (const { future, bond: promised, contracts } of state.declared) {
    if (promised === id) units += contracts * (state.futures.get(future)?.multiplier ?? 0)
  }
  return units === 0 ? null : moved / units
}

/** Whether a future that takes the bond stands against it. */
export const isHedged = (state: BasisState, id: string, bond: HeldBond): boolean =>
  hedgeMove(state, id, bond, () => 0) !== null

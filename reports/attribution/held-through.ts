/** What prices made of positions that were held from one close to the next, or are on their way into a delivery. */

import type { ObservationRecord } from '../../engine/model/record.ts'
import type { Day } from '../../engine/model/time.ts'
import { type BasisState, factorOf, type HeldBond, pointValue, worth } from './basis-state.ts'
import type { ClosingPrice } from './closing-prices.ts'
import { lastTradingDay } from './last-trading-day.ts'

/** Minor units, not rounded. */
interface PriceGains {
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
const isHedged = (state: BasisState, id: string, bond: HeldBond): boolean =>
  hedgeMove(state, id, bond, () => 0) !== null

/**
 * What the held bond's net basis gained on the cheapest's since the strategy last looked at the same contract, in minor
 * units; 0 where it did not tell. Remembers what it told.
 */
export function optionGain(state: BasisState, seen: ObservationRecord | null): number {
  if (!seen) return 0
  const { held, contract, heldNetBasis, cheapestNetBasis } = seen.values
  const bond = typeof held === 'string' ? state.bonds.get(held) : undefined
  if (!bond || typeof held !== 'string' || typeof contract !== 'string') return 0
  if (typeof heldNetBasis !== 'number' || typeof cheapestNetBasis !== 'number') return 0
  const before = bond.excess
  bond.excess = { contract, points: heldNetBasis - cheapestNetBasis }
  if (before?.contract !== contract || !isHedged(state, held, bond)) return 0
  return bond.quantity * (bond.excess.points - before.points) * pointValue(state)
}

/** What is given up by delivering a bond that is dearer than the cheapest: the invoice pays all of them alike. */
export function optionGivenUp(state: BasisState, id: string, units: number): number {
  return -units * (state.bonds.get(id)?.excess?.points ?? 0) * pointValue(state)
}

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

/** What a group holds between two closes, and the prices it was last valued at. */

import type { BondIssue } from '../../engine/model/instrument.ts'
import { type Minor, minorPerUnit, toMinor } from '../../engine/model/money.ts'
import type { Fill } from '../../engine/model/order.ts'
import type { DeliveryRecord } from '../../engine/model/record.ts'
import type { BasisSession } from './basis-session.ts'

export interface HeldBond {
  readonly issue: BondIssue
  /** Units of 100 face, those not yet paid for among them; and those that are paid for. */
  quantity: number
  settled: number
  /** Clean price and accrued interest of the last close. */
  price: number
  accrued: number
  /** How much dearer than the cheapest it was, by its net basis, when the strategy last looked; null = never looked. */
  excess: { readonly contract: string; readonly points: number } | null
}

export interface HeldFuture {
  /** Currency per 1.00 of price, which is also the units of 100 face that a contract takes. */
  readonly multiplier: number
  /** Negative when short; without those declared for delivery. */
  quantity: number
  price: number
}

/** Contracts declared for delivery: their price does not move any more. */
interface Declared {
  readonly future: string
  readonly bond: string
  readonly contracts: number
  /** Settlement that the invoice takes. */
  readonly price: number
}

/** State of a group; `factors` are of all its sessions, by bond and future, and never change. */
export interface BasisState {
  readonly currency: string
  readonly bonds: Map<string, HeldBond>
  readonly futures: Map<string, HeldFuture>
  declared: readonly Declared[]
  readonly factors: ReadonlyMap<string, number>
}

export const newState = (currency: string, sessions: readonly BasisSession[]): BasisState => ({
  currency,
  bonds: new Map(),
  futures: new Map(),
  declared: [],
  factors: factorsOf(sessions),
})

const pair = (bond: string, future: string): string => `${bond} in ${future}`

function factorsOf(sessions: readonly BasisSession[]): Map<string, number> {
  const factors = new Map<string, number>()
  for (const { closes } of sessions) {
    for (const { bond, hedges } of closes.values()) {
      for (const { future, factor } of hedges) if (factor !== null) factors.set(pair(bond, future), factor)
    }
  }
  return factors
}

/** Conversion factor of a bond in a contract; null outside its basket. */
export const factorOf = ({ factors }: BasisState, bond: string, future: string): number | null =>
  factors.get(pair(bond, future)) ?? null

/** Minor units of a number of points on one unit of a bond. */
export const pointValue = ({ currency }: BasisState): number => minorPerUnit(currency)

/** A contract at a price in whole minor units, as variation margin counts it. */
export const worth = ({ currency }: BasisState, { multiplier }: HeldFuture, price: number): Minor =>
  toMinor(price * multiplier, currency)

/** Makes room for what a fill brings, at the price of the close that its gains count from: a basis trade is of bonds and futures. */
export function admit(state: BasisState, { instrument, multiplier }: Fill, price: number): void {
  if (instrument.kind === 'bond' && !state.bonds.has(instrument.id)) {
    const { issue } = instrument
    state.bonds.set(instrument.id, { issue, quantity: 0, settled: 0, price, accrued: 0, excess: null })
  }
  if (instrument.kind === 'future' && !state.futures.has(instrument.id))
    state.futures.set(instrument.id, { multiplier, quantity: 0, price })
}

/** Books a fill. */
export function trade(state: BasisState, { instrument, quantity }: Fill): void {
  const held = state.bonds.get(instrument.id) ?? state.futures.get(instrument.id)
  if (held) held.quantity += quantity
}

/** Moves contracts on their way to delivery: declared, gone against bonds, or ended without any. */
export function moveContracts(
  state: BasisState,
  { step, future, bond, contracts, price }: DeliveryRecord,
): void {
  if (step === 'delivered') {
    const gone = state.declared.findIndex(
      one => one.future === future && one.bond === bond && one.contracts === contracts,
    )
    state.declared = state.declared.filter((_, i) => i !== gone)
    return
  }
  const held = state.futures.get(future)
  if (held) held.quantity += contracts
  if (step === 'tender' && bond !== null)
    state.declared = [...state.declared, { future, bond, contracts, price }]
}

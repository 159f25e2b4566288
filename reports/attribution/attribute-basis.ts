/** Gives the profit of a group of bonds and futures its names, close by close, from the steps of its life alone. */

import { add, minor, toMinor, ZERO } from '../../engine/model/money.ts'
import type { Fill } from '../../engine/model/order.ts'
import type { DeliveryRecord, ObservationRecord } from '../../engine/model/record.ts'
import { type EpochMs, type IsoDate, parseDay } from '../../engine/model/time.ts'
import { accruedInterest } from '../../engine/pricing/bonds/accrued.ts'
import type { BasisStep, TradeFacts } from '../../folds/index.ts'
import { type BasisSession, basisSessions } from './basis-session.ts'
import {
  admit,
  type BasisState,
  type HeldBond,
  moveContracts,
  newState,
  pointValue,
  trade,
  worth,
} from './basis-state.ts'
import { type ClosingPrice, closingPrices, isRedeemed } from './closing-prices.ts'
import { boundForDelivery, heldThrough, optionGain, optionGivenUp } from './held-through.ts'
import { noProfit, PROFIT_NAMES, type ProfitNames, type ProfitSums, profitOf } from './profit-names.ts'

/** What is known of a group that trades bonds and futures, and nothing else. */
export interface BasisGroup extends Pick<TradeFacts, 'currency' | 'cash' | 'open'> {
  /** In order. */
  readonly steps: readonly BasisStep[]
  /** Observations of its basis, in order; none where the strategy told none. */
  readonly seen: readonly ObservationRecord[]
  readonly sessionOf: (time: EpochMs) => IsoDate
  readonly slippageTicks: number
  /** Whether the ledger values bonds that are bound for a delivery at its invoice, or at the market like all others. */
  readonly deliveryMark: 'invoice' | 'market'
}

/**
 * The profit by its names, in whole minor units of the group's currency; the sum is the profit of its ledger. What is
 * left to `rounding` is at most half a minor unit for each payment of bonds and for each name.
 */
export function attributeBasis(group: BasisGroup): ProfitNames {
  const { cash, open } = group
  const sessions = basisSessions(group.steps, group.seen, group.sessionOf)
  const state = newState(group.currency, sessions)
  const sums = noProfit()
  for (const session of sessions) {
    const atEnd = open !== null && session === sessions.at(-1)
    const closing = closingPrices(state, session, group.slippageTicks)
    count(state, session, closing, sums)
    if (atEnd && group.deliveryMark === 'invoice')
      sums.convergence += boundForDelivery(state, closing, parseDay(session.session))
    // Declared after the close.
    for (const delivery of session.deliveries)
      if (delivery.step !== 'delivered') moveContracts(state, delivery)
  }
  sums.financing += cash.repoInterest
  sums.fees += cash.commission
  return settled(group, sums)
}

/** One session up to its close: what was held through it, traded and delivered, and what interest accrued. */
function count(state: BasisState, session: BasisSession, closing: ClosingPrice, sums: ProfitSums): void {
  for (const fill of session.fills) admit(state, fill, closing(fill.instrument.id))
  const gains = heldThrough(state, closing)
  const option = optionGain(state, session.seen)
  sums.convergence += gains.convergence - option
  sums.deliveryOption += option
  sums.curve += gains.curve
  for (const fill of session.fills) {
    sums.execution += executionOf(state, fill, closing)
    trade(state, fill)
  }
  const accrued = new Map([...state.bonds].map(([id, bond]) => [id, accruedAt(session, id, bond)] as const))
  for (const delivery of session.deliveries) {
    if (delivery.step !== 'delivered') continue
    deliver(state, delivery, closing, accrued, sums)
    moveContracts(state, delivery)
  }
  for (const [id, bond] of state.bonds) {
    const interest = accrued.get(id) ?? bond.accrued
    sums.carry += bond.settled * (interest - bond.accrued) * pointValue(state)
    sums.carry += session.coupons.get(id) ?? 0
    if (isRedeemed(session, id, bond, parseDay(session.session))) bond.quantity = 0
    bond.settled = session.closes.get(id)?.units ?? (bond.quantity === 0 ? 0 : bond.settled)
    bond.accrued = interest
    bond.price = closing(id)
  }
  for (const [id, future] of state.futures) future.price = closing(id)
}

/** What a fill gained or lost against the close of its session. */
function executionOf(
  state: BasisState,
  { instrument, quantity, price }: Fill,
  closing: ClosingPrice,
): number {
  const close = closing(instrument.id)
  const future = state.futures.get(instrument.id)
  return future
    ? quantity * (worth(state, future, close) - worth(state, future, price))
    : quantity * (close - price) * pointValue(state)
}

/** Interest accrued at the close, per 100 face; of a bond that left before it, on the day that it left. */
function accruedAt({ session, closes, paid, deliveries }: BasisSession, id: string, bond: HeldBond): number {
  const day = parseDay(session)
  const close = closes.get(id)
  if (close) return close.accrued
  if (!paid.has(id) && !deliveries.some(one => one.bond === id)) return bond.accrued
  return day < bond.issue.maturity ? accruedInterest(bond.issue, day) : 0
}

/** The invoice against the market: its principal against the price, its interest against what had accrued. */
function deliver(
  state: BasisState,
  { future, bond, contracts, price, factor, invoice }: DeliveryRecord,
  closing: ClosingPrice,
  accrued: ReadonlyMap<string, number>,
  sums: ProfitSums,
): void {
  const held = bond === null ? undefined : state.bonds.get(bond)
  const { multiplier } = state.futures.get(future) ?? {}
  if (bond === null || !held || multiplier === undefined || factor === null || invoice === null) return
  const units = contracts * multiplier
  const principal = contracts * toMinor(multiplier * price * factor, state.currency)
  const option = optionGivenUp(state, bond, units)
  sums.convergence += principal - units * closing(bond) * pointValue(state) - option
  sums.deliveryOption += option
  sums.carry += invoice - principal - units * (accrued.get(bond) ?? 0) * pointValue(state)
  held.quantity -= units
}

/** Whole minor units, and what is left to the total as rounding. */
function settled({ steps, cash, open }: BasisGroup, sums: ProfitSums): ProfitNames {
  const total = add(cash.total, open?.value ?? ZERO)
  const left = total - profitOf(sums)
  if (open && Math.abs(left) > centsMost(steps)) sums[lateName(steps)] += left
  const names = { ...noProfit() }
  for (const name of PROFIT_NAMES) names[name] = minor(Math.round(sums[name]))
  names.rounding = minor(total - profitOf({ ...names, rounding: 0 }))
  return names
}

/** More than rounding can leave: half a minor unit for each payment (fills of bonds are paid for) and valuation, and each name. */
const centsMost = (steps: readonly BasisStep[]): number =>
  PROFIT_NAMES.length / 2 +
  steps.filter(step => (step.kind === 'fill' && step.fill.instrument.kind === 'bond') || step.kind === 'paid')
    .length

/**
 * What the last valuation of an open group says beyond its last close: interest on loans that run on, and without loans
 * prices that came later.
 */
function lateName(steps: readonly BasisStep[]): 'financing' | 'curve' {
  const last = steps.findLast(step => step.kind === 'bond')
  return last && last.borrowed > 0 ? 'financing' : 'curve'
}

/** Forced reduction: what a margin call or a bankruptcy closes, lot by lot, never selling to open. */

import { equityFor } from '../../margin/requirement.ts'
import { invariant } from '../../model/errors.ts'
import type { MarginPosition } from '../../model/margin-model.ts'
import { minor, toAmount, toMinor } from '../../model/money.ts'
import type { Fill, OrderLeg } from '../../model/order.ts'
import type { Slice } from '../../model/slice.ts'
import type { Account } from '../account.ts'
import { nextReduction, type Reduction } from '../execution/liquidate.ts'
import { priceAt } from '../execution/price.ts'
import { isBondLeg } from '../ledger/bond-desk.ts'
import type { Group, HeldLeg } from '../ledger/group.ts'
import { deliveryOf } from './deliver.ts'
import { exposure, requirementOf } from './exposure.ts'
import { advanceCall, recordReduction, standing } from './margin-call.ts'
import { commissionOn, postFill, termsFor, tradable, tradesUntilOf, whyUnpayable } from './match.ts'
import { withdraw } from './withdraw.ts'

/**
 * Closes positions at this slice's prices until the call's level is reached, or all of them in bankruptcy. Tells
 * whether a reduction was due.
 */
export function reduce(account: Account, slice: Slice): boolean {
  if (account.portfolio.isFlat() || (account.call.reduceTo === null && !account.call.bankrupt)) return false
  markAtClosingPrices(account, slice)
  let traded = false
  while (!reached(account, slice)) {
    const positions = exposure(account, slice)
    const offered = candidates(account, slice)
    const choice = chosen(account, slice, positions, offered)
    if (!choice) break
    const times = timesNeeded(account, slice, positions, choice, offered)
    for (const leg of choice.legs) {
      const fill = fillOf(account, slice, choice.group, { ...leg, quantity: leg.quantity * times })
      invariant(
        Math.abs(leg.quantity * times) <= Math.abs(tradable(account, choice.group, leg.instrument.id)),
        'no forced reduction trades more than is held',
      )
      if (fill) postFill(account, slice, fill, 'close', 'liquidation', null)
    }
    for (const order of account.broker.cancelGroup(choice.group)) {
      withdraw(account, slice.time, order, 'its group is being closed by force')
    }
    traded = true
  }
  if (traded) recordReduction(account, slice)
  advanceCall(account, standing(account, slice))
  return true
}

/** Which of the reductions is made first, of these positions. */
function chosen(
  account: Account,
  slice: Slice,
  positions: readonly MarginPosition[],
  offered: readonly Reduction[],
): Reduction | null {
  const before = requirementOf(account, slice, positions).maintenance
  return nextReduction(
    offered,
    reduction => before - requirementOf(account, slice, without(positions, reduction.legs)).maintenance,
    account.call.bankrupt,
  )
}

/** Whether equity has reached the level the call asks for; never in bankruptcy, where all must go. */
function reached(account: Account, slice: Slice): boolean {
  if (account.call.bankrupt) return false
  const now = standing(account, slice)
  return now.equity >= (account.call.reduceTo === 'initial' ? now.initial : now.maintenance)
}

/**
 * How often a reduction must be made: the fewest times that reach the level, or as often as its legs are held; where each
 * lot must be chosen anew, as long as it is the one that is chosen. Legs stand at their closing prices, so equity falls by
 * commissions alone.
 */
function timesNeeded(
  account: Account,
  slice: Slice,
  positions: readonly MarginPosition[],
  reduction: Reduction,
  offered: readonly Reduction[],
): number {
  const most = Math.min(...reduction.legs.map(leg => heldTimes(account, reduction.group, leg)))
  if (account.call.bankrupt) return most
  const equity = account.portfolio.equity()
  const level = account.call.reduceTo ?? 'initial'
  const enough = (times: number): boolean => {
    const legs = reduction.legs.map(leg => ({ ...leg, quantity: leg.quantity * times }))
    const needed =
      equityFor(requirementOf(account, slice, without(positions, legs)), level) -
      account.portfolio.money.creditDrawn()
    return equity - commissionOf(account, legs) >= needed
  }
  if (goesLotByLot(account, positions, reduction)) {
    let times = 1
    let left = without(positions, reduction.legs)
    while (times < most && !enough(times) && chosen(account, slice, left, offered) === reduction) {
      times++
      left = without(left, reduction.legs)
    }
    return times
  }
  let low = 1
  let high = most
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (enough(middle)) high = middle
    else low = middle + 1
  }
  return low
}

const goesLotByLot = (
  { rules: { margin } }: Account,
  positions: readonly MarginPosition[],
  { legs }: Reduction,
): boolean =>
  positions.some(
    position =>
      legs.some(leg => leg.instrument.id === position.instrument.id) &&
      margin.reducesLotByLot?.(position) === true,
  )

const heldTimes = (account: Account, group: number, leg: OrderLeg): number => {
  const held = tradable(account, group, leg.instrument.id)
  return Math.floor(Math.abs(held / leg.quantity))
}

/** Commission of the legs in the account's minor units. */
const commissionOf = (account: Account, legs: readonly OrderLeg[]): number =>
  legs.reduce((sum, { instrument, quantity }) => {
    const { currency } = account.facts.product(instrument.product)
    const amount = toMinor(Math.abs(quantity) * commissionOn(account, instrument), currency)
    return sum + account.portfolio.money.inAccount(amount, currency)
  }, 0)

/** One contract of each leg that trades now, and one whole lot of each group whose legs all do. */
function candidates(account: Account, slice: Slice): Reduction[] {
  const found: Reduction[] = []
  for (const group of account.portfolio.groups()) {
    const hedged = packageOf(account, group)
    if (hedged) {
      const reduction = ofPackage(account, slice, group, hedged)
      if (reduction) found.push(reduction)
      continue
    }
    const single: Reduction[] = []
    for (const leg of group.legs.values()) {
      if (tradable(account, group.id, leg.instrument.id) === 0) continue
      const cost = costOf(account, slice, group.id, leg)
      if (cost !== null) single.push({ group: group.id, legs: [oneOf(leg)], cost })
    }
    found.push(...single)
    if (single.length > 1 && single.length === group.legs.size) found.push(wholeLot(group, single))
  }
  return found
}

/** A bond and the future sold against it, which takes bonds. */
interface Package {
  readonly bond: HeldLeg
  readonly future: HeldLeg
  /** Whole units of the bond, those declared for a delivery left out, for one contract. */
  readonly units: number
}

/** Null unless these two are all that a group holds, with at least a unit of the bond for each contract. */
function packageOf(account: Account, group: Group): Package | null {
  const legs = [...group.legs.values()].filter(leg => leg.quantity !== 0)
  const [bond] = legs.filter(isBondLeg)
  const [future] = legs.filter(leg => deliveryOf(account, leg.instrument))
  if (!bond || !future || legs.length !== 2 || bond.quantity * future.quantity > 0) return null
  const units = Math.floor(Math.abs(tradable(account, group.id, bond.instrument.id) / future.quantity))
  return units > 0 ? { bond, future, units } : null
}

/**
 * One contract and its share of the bonds, so that both legs shrink in proportion. Null while either does not trade: a
 * bond that is promised to a delivery is not sold away from under it.
 */
function ofPackage(
  account: Account,
  slice: Slice,
  group: Group,
  { bond, future, units }: Package,
): Reduction | null {
  const [first, second] = [costOf(account, slice, group.id, bond), costOf(account, slice, group.id, future)]
  if (first === null || second === null) return null
  const sold = { instrument: bond.instrument, quantity: -Math.sign(bond.quantity) * units }
  return { group: group.id, legs: [sold, oneOf(future)], cost: first * units + second }
}

const wholeLot = (group: Group, single: readonly Reduction[]): Reduction => ({
  group: group.id,
  legs: single.flatMap(reduction => reduction.legs),
  cost: single.reduce((sum, reduction) => sum + reduction.cost, 0),
})

const oneOf = (leg: HeldLeg): OrderLeg => ({ instrument: leg.instrument, quantity: -Math.sign(leg.quantity) })

/** What closing one contract loses against the middle of the market, in the account's currency; null = no trade. */
function costOf(account: Account, slice: Slice, group: number, leg: HeldLeg): number | null {
  const fill = fillOf(account, slice, group, oneOf(leg))
  if (!fill) return null
  const { bid = 0, ask = 0 } = account.facts.kindOf(leg.instrument).row(slice, leg.instrument) ?? {}
  const middle = bid + ask > 0 ? (bid + ask) / 2 : (leg.mark ?? fill.price)
  const lost = Math.abs(fill.price - middle) * fill.multiplier + commissionOn(account, leg.instrument)
  return toAmount(
    account.portfolio.money.inAccount(toMinor(lost, fill.currency), fill.currency),
    account.portfolio.terms.currency,
  )
}

function fillOf(account: Account, slice: Slice, group: number, leg: OrderLeg): Fill | null {
  if (whyUnpayable(account, slice, leg.instrument) !== null) return null
  const terms = termsFor(account, slice, group, leg.instrument)
  const price = priceAt(slice, leg.instrument, leg.quantity < 0 ? 'sell' : 'buy', terms, {
    rule: account.rules.callPolicy === 'instant' ? 'same' : account.rules.fill,
    since: account.call.forcedSince ?? slice.time,
    slippageTicks: account.rules.slippageTicks,
    liquidation: true,
    tradesUntil: tradesUntilOf(account),
  })
  if (!price) return null
  return {
    order: 0,
    group,
    time: slice.time,
    instrument: leg.instrument,
    quantity: leg.quantity,
    price: price.price,
    source: price.source,
    multiplier: terms.multiplier,
    currency: terms.currency,
  }
}

/** Values every leg at the price it could be closed at, so that the reduction stops no sooner than it may. */
function markAtClosingPrices(account: Account, slice: Slice): void {
  for (const group of account.portfolio.groups()) {
    for (const leg of group.legs.values()) {
      const fill = fillOf(account, slice, group.id, oneOf(leg))
      if (fill) account.portfolio.mark(leg, fill.price, slice.time)
    }
  }
}

/** Positions after the legs were traded. */
function without(positions: readonly MarginPosition[], legs: readonly OrderLeg[]): MarginPosition[] {
  const left = positions.map(position => ({ ...position }))
  for (const leg of legs) {
    const index = left.findIndex(
      position =>
        position.instrument.id === leg.instrument.id &&
        Math.sign(position.quantity) === -Math.sign(leg.quantity),
    )
    const position = left[index]
    if (position) left[index] = afterTrade(position, leg.quantity)
  }
  return left.filter(position => position.quantity !== 0)
}

/** A position after a trade; a bond frees what it tied up in proportion. */
function afterTrade(position: MarginPosition, traded: number): MarginPosition {
  const quantity = position.quantity + traded
  if (position.tiedUp === undefined) return { ...position, quantity }
  return {
    ...position,
    quantity,
    tiedUp: minor(Math.round((position.tiedUp * quantity) / position.quantity)),
  }
}

/** The portfolio: groups and pending deliveries, and with its desks their cash. State 2 of 2. */

import { Counts } from '../../model/counts.ts'
import type { Entry } from '../../model/entry.ts'
import { invariant } from '../../model/errors.ts'
import type { Ending, Payment } from '../../model/kind.ts'
import { add, type Minor, subtract, ZERO } from '../../model/money.ts'
import type { Fill, PlacedLevel, PlacedStop } from '../../model/order.ts'
import type { GroupView } from '../../model/snapshot.ts'
import type { EpochMs } from '../../model/time.ts'
import { BondDesk, isBondLeg } from './bond-desk.ts'
import { type AccountTerms, CashDesk } from './cash-desk.ts'
import * as entries from './entries.ts'
import { type Delivery, deliveryValue, type Group, type HeldLeg, isFlat, legValue } from './group.ts'
import { deliveredLeg, groupView, newLeg, type OpeningTerms } from './legs.ts'
import { applyFill } from './position.ts'
import { SetView } from './set-view.ts'

/** What an opening order brings with its fills. */
export interface Opening {
  readonly tag: string
  readonly lots: number
  readonly stop: PlacedStop | null
}

/** How contracts end that are assigned. */
export type Assigned = Pick<Ending, 'settlement' | 'worth'> & {
  readonly delivers: NonNullable<Ending['delivers']>
}

export class Portfolio {
  readonly terms: AccountTerms
  /** Cash, rates, margin and debts. */
  readonly money: CashDesk
  private readonly open = new Map<number, Group>()
  /** What bonds bring with them. */
  readonly bonds: BondDesk
  private readonly pending = new Set<Delivery>()
  /** Ids of the groups of pending deliveries. */
  private readonly awaiting = new Counts()
  private readonly tags = new Set<string>()
  private readonly tagsShown = new SetView(this.tags)
  private readonly openTags = new Counts()
  /** What positions and deliveries add to equity; null once anything but a fill has changed it. */
  private worth: Minor | null = null

  constructor(terms: AccountTerms, record: (entry: Entry) => void) {
    this.terms = terms
    this.money = new CashDesk(terms, record)
    this.bonds = new BondDesk(
      draft => this.money.post(draft),
      (group, leg) => this.keep(group, leg),
    )
  }

  /** Groups that hold a position, by id. */
  groups(): IterableIterator<Group> {
    return this.open.values()
  }

  group(id: number): Group | undefined {
    return this.open.get(id)
  }

  deliveries(): readonly Delivery[] {
    return [...this.pending]
  }

  /** Whether an open group has the tag. */
  isTagOpen(tag: string): boolean {
    return this.openTags.has(tag)
  }

  /** Tags of every group that was ever opened. */
  tagsOpened(): ReadonlySet<string> {
    return this.tagsShown
  }

  /** True when nothing is held and nothing will be delivered. */
  isFlat(): boolean {
    return this.open.size === 0 && this.pending.size === 0
  }

  /** Takes the rates of this instant: account currency per unit of each foreign one. */
  takeRates(rates: ReadonlyMap<string, number>): void {
    this.money.takeRates(rates)
    this.worth = null
  }

  /** Net liquidation value: cash, margin posted, marked positions and what is about to be delivered, less debts. */
  equity(): Minor {
    // Interest and loans change what bonds are worth at any time.
    if (this.worth === null || !this.bonds.isIdle()) this.worth = this.positionsWorth()
    return add(this.money.net(), this.worth)
  }

  /**
   * Books a fill: position, premium or variation margin, commission. `opening` is null for a close, `payment` for
   * anything but a bond, which is paid for later.
   */
  fill(
    fill: Fill,
    commissionPerContract: number,
    terms: OpeningTerms,
    opening: Opening | null,
    payment: Payment | null = null,
  ): void {
    invariant(Number.isInteger(fill.quantity) && fill.quantity !== 0, 'a fill moves whole contracts')
    invariant(Number.isFinite(fill.price) && commissionPerContract >= 0, 'a fill has a price and a cost')
    const group = this.open.get(fill.group) ?? this.openGroup(fill, opening)
    const held = group.legs.get(fill.instrument.id) ?? newLeg(fill, terms)
    invariant(
      held.currency === fill.currency && held.multiplier === fill.multiplier,
      'a leg stays in the currency and at the multiplier it was opened in',
    )
    const { worth } = this
    const before = worth === null ? ZERO : this.worthOf(held)
    if (isBondLeg(held) && payment) this.bonds.trade(held, fill.quantity, fill.price, payment)
    else if (terms.paidUpFront) this.money.post(entries.premium(fill))
    else this.exchange(group, held, fill.quantity, fill.price, fill.time)
    if (commissionPerContract !== 0) this.money.post(entries.commission(fill, commissionPerContract))
    const { after } = applyFill(held, fill.quantity, fill.price)
    held.quantity = after.quantity
    held.priceEntry = after.priceEntry
    if (held.hasPremium) {
      const points = (fill.quantity * fill.price) / group.lots
      if (opening) group.creditPoints -= points
      else group.paidPoints += points
    }
    this.keep(group, held)
    this.worth = worth === null ? null : add(worth, subtract(this.worthOf(held), before))
  }

  /** Marks a leg at a price; the journal is not touched. */
  mark(leg: HeldLeg, price: number, time: EpochMs): void {
    invariant(Number.isFinite(price), 'a mark is a number')
    leg.mark = price
    leg.markedAt = time
    this.worth = null
  }

  /** Moves the level of a group's stop. */
  moveStop(group: Group, stop: PlacedLevel): void {
    group.stop = stop
  }

  /** Exchanges today's variation margin of a leg that is not paid up front. */
  settleVariation(group: Group, leg: HeldLeg, time: EpochMs): void {
    if (leg.paidUpFront || leg.mark === null || leg.mark === leg.priceSettled) return
    this.money.post(
      entries.variation(flowOf(time, group, leg), leg.quantity, leg.multiplier, leg.priceSettled, leg.mark),
    )
    leg.priceSettled = leg.mark
    this.worth = null
    invariant(legValue(leg) === 0, 'variation margin leaves nothing to be exchanged')
  }

  /**
   * Ends contracts of an option leg against cash, all of them unless `contracts` says how many: their intrinsic value,
   * less what variation margin has already paid.
   */
  expire(group: Group, leg: HeldLeg, intrinsic: number, time: EpochMs, contracts?: number): void {
    invariant(intrinsic >= 0, 'no option is worth less than nothing')
    const quantity = ended(leg, contracts)
    const flow = flowOf(time, group, leg)
    if (!leg.paidUpFront)
      this.money.post(entries.variation(flow, quantity, leg.multiplier, leg.priceSettled, intrinsic))
    else if (intrinsic > 0) this.money.post(entries.settlement(flow, quantity, leg.multiplier, intrinsic))
    group.paidPoints -= (quantity * intrinsic) / group.lots
    this.take(group, leg, quantity)
  }

  /**
   * Ends contracts of an option leg by exercise into futures, which appear on the next session. What the exercise was
   * worth counts as paid, so that a stop on the group's loss does not forget it.
   */
  assign(
    group: Group,
    leg: HeldLeg,
    { delivers, settlement, worth }: Assigned,
    time: EpochMs,
    contracts?: number,
  ): void {
    invariant(worth >= 0, 'no option is worth less than nothing')
    const quantity = ended(leg, contracts)
    const delivery: Delivery = {
      group: group.id,
      instrument: delivers.instrument,
      quantity: delivers.ratio * quantity,
      strike: delivers.price,
      multiplier: leg.multiplier,
      currency: leg.currency,
      mark: settlement,
      expiredAt: time,
    }
    group.paidPoints -= (quantity * worth) / group.lots
    if (!leg.paidUpFront) {
      const flow = flowOf(time, group, leg)
      this.money.post(entries.variation(flow, quantity, leg.multiplier, leg.priceSettled, worth))
      this.money.post(entries.settlement(flow, quantity, leg.multiplier, -worth))
    }
    this.pending.add(delivery)
    this.awaiting.add(String(group.id))
    this.take(group, leg, quantity)
  }

  /** Turns a pending delivery into a position in the future, entered at the strike. */
  deliver(delivery: Delivery, time: EpochMs): void {
    invariant(this.pending.delete(delivery), 'the delivery is pending')
    invariant(time >= delivery.expiredAt, 'nothing is delivered before it is assigned')
    this.awaiting.remove(String(delivery.group))
    const group = this.open.get(delivery.group)
    invariant(group !== undefined, 'the group of a delivery is open')
    const leg = group.legs.get(delivery.instrument.id) ?? deliveredLeg(delivery)
    this.exchange(group, leg, delivery.quantity, delivery.strike, time)
    leg.assigned = true
    const { after } = applyFill(leg, delivery.quantity, delivery.strike)
    leg.quantity = after.quantity
    leg.priceEntry = after.priceEntry
    this.keep(group, leg)
  }

  /** Ends a future at its final settlement; the last variation margin must have been exchanged. */
  retire(group: Group, leg: HeldLeg): void {
    invariant(leg.mark === leg.priceSettled, 'the last variation margin was exchanged')
    this.drop(group, leg)
  }

  /** What an open group adds to equity beyond its cash, in its own currency. */
  openValue(group: Group): Minor {
    const legs = [...group.legs.values()].map(legValue)
    const deliveries = this.deliveriesOf(group).map(deliveryValue)
    return [...legs, ...deliveries].reduce(add, ZERO)
  }

  /** Read-only pictures of the open groups. */
  views(): GroupView[] {
    return [...this.open.values()].map(groupView)
  }

  private deliveriesOf({ id }: Group): Delivery[] {
    return this.awaiting.has(String(id)) ? [...this.pending].filter(({ group }) => group === id) : []
  }

  private positionsWorth(): Minor {
    let sum = ZERO
    for (const group of this.open.values()) {
      for (const leg of group.legs.values()) sum = add(sum, this.worthOf(leg))
    }
    for (const delivery of this.pending) {
      sum = add(sum, this.money.inAccount(deliveryValue(delivery), delivery.currency))
    }
    return sum
  }

  private worthOf(leg: HeldLeg): Minor {
    return this.money.inAccount(legValue(leg), leg.currency)
  }

  /** Contracts enter or leave at `price` while the held ones stand settled at another: the difference is due at once. */
  private exchange(group: Group, leg: HeldLeg, quantity: number, price: number, time: EpochMs): void {
    if (leg.quantity === 0 || price === leg.priceSettled) return
    this.money.post(
      entries.variation(flowOf(time, group, leg), quantity, leg.multiplier, price, leg.priceSettled),
    )
  }

  private openGroup(fill: Fill, opening: Opening | null): Group {
    invariant(opening !== null, () => `group ${fill.group} is open`)
    invariant(Number.isInteger(opening.lots) && opening.lots > 0, 'a group has whole lots')
    invariant(fill.group > 0 && !this.awaiting.has(String(fill.group)), 'a group is opened once')
    const group: Group = {
      id: fill.group,
      tag: opening.tag,
      openedAt: fill.time,
      lots: opening.lots,
      stop: opening.stop,
      creditPoints: 0,
      paidPoints: 0,
      legs: new Map(),
      tenders: [],
    }
    this.open.set(group.id, group)
    this.tags.add(group.tag)
    this.openTags.add(group.tag)
    return group
  }

  private keep(group: Group, leg: HeldLeg): void {
    const unpaid = leg.bond !== null && (leg.bond.unsettled.length > 0 || leg.bond.loans.length > 0)
    invariant(Number.isInteger(leg.quantity), 'whole contracts are held')
    this.worth = null
    if (leg.quantity === 0 && !unpaid) this.drop(group, leg)
    else group.legs.set(leg.instrument.id, leg)
  }

  /** Takes contracts out of a leg; what is left stays at its price of entry. */
  private take(group: Group, leg: HeldLeg, quantity: number): void {
    leg.quantity -= quantity
    invariant(leg.quantity * quantity >= 0, 'no more contracts leave than are held')
    this.keep(group, leg)
  }

  private drop(group: Group, leg: HeldLeg): void {
    this.worth = null
    invariant(leg.bond === null || leg.bond.loans.length === 0, 'no loan is left without its bond')
    group.legs.delete(leg.instrument.id)
    if (!isFlat(group) || this.awaiting.has(String(group.id))) return
    this.open.delete(group.id)
    this.openTags.remove(group.tag)
  }
}

const flowOf = (time: EpochMs, group: Group, leg: HeldLeg) => ({
  time,
  currency: leg.currency,
  group: group.id,
  instrument: leg.instrument.id,
})

/** Contracts that end, signed as they are held: all of the leg, or so many of it. */
function ended(leg: HeldLeg, contracts = Math.abs(leg.quantity)): number {
  invariant(contracts > 0 && contracts <= Math.abs(leg.quantity), 'no more contracts end than are held')
  return Math.sign(leg.quantity) * contracts
}

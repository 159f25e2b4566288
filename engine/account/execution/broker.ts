/** The broker: working orders and their way into fills. State 1 of 2. */

import { Counts } from '../../model/counts.ts'
import { invariant } from '../../model/errors.ts'
import type { Instrument } from '../../model/instrument.ts'
import type { Contract } from '../../model/kind.ts'
import type { Fill, Order, OrderLeg } from '../../model/order.ts'
import type { Slice } from '../../model/slice.ts'
import type { WorkingView } from '../../model/snapshot.ts'
import type { EpochMs } from '../../model/time.ts'
import { type PriceTerms, priceAt } from './price.ts'

/** What a group holds of an instrument: close orders never trade more. */
export type HeldQuantity = (group: number, instrument: string) => number

/** The contract's terms for a group: those it was opened under, if it holds the instrument. */
export type TermsOf = (group: number, instrument: Instrument) => Contract

export class Broker {
  private readonly orders = new Map<number, Order>()
  /** The same by group, and how many there are of a tag: what is asked of each order must not depend on their number. */
  private readonly byGroup = new Map<number, Map<number, Order>>()
  private readonly tags = new Counts()
  private lastId = 0

  nextId(): number {
    return ++this.lastId
  }

  isIdle(): boolean {
    return this.orders.size === 0
  }

  /** A copy, so that orders may come and go while it is walked through. */
  working(): readonly Order[] {
    return [...this.orders.values()]
  }

  /** Those of one group, the oldest first. */
  workingOf(group: number): readonly Order[] {
    return [...(this.byGroup.get(group)?.values() ?? [])]
  }

  find(id: number): Order | undefined {
    return this.orders.get(id)
  }

  /** Whether an order at work has the tag. */
  isTagAtWork(tag: string): boolean {
    return this.tags.has(tag)
  }

  place(order: Order): void {
    invariant(!this.orders.has(order.id), 'an order is placed once')
    invariant(order.legs.length > 0 && order.lots > 0, 'an order has legs and lots')
    this.orders.set(order.id, order)
    this.tags.add(order.tag)
    const group = this.byGroup.get(order.group) ?? new Map<number, Order>()
    this.byGroup.set(order.group, group.set(order.id, order))
  }

  cancel(id: number): void {
    const order = this.orders.get(id)
    if (!order) return
    this.orders.delete(id)
    this.tags.remove(order.tag)
    const group = this.byGroup.get(order.group)
    invariant(group?.delete(id) === true, 'an order at work stands with its group')
    if (group.size === 0) this.byGroup.delete(order.group)
  }

  /** Takes out every order of a group, or those that touch one instrument of it. */
  cancelGroup(group: number, instrument?: string): Order[] {
    const gone = this.workingOf(group).filter(
      order => instrument === undefined || order.legs.some(leg => leg.instrument.id === instrument),
    )
    for (const order of gone) this.cancel(order.id)
    return gone
  }

  /**
   * Fills an order whole, or not at all when a leg does not trade in this slice or the limit is not reached.
   * A close trades what is still held, never more.
   */
  fill(
    order: Order,
    slice: Slice,
    held: HeldQuantity,
    termsOf: TermsOf,
    rules: Omit<PriceTerms, 'since'>,
  ): Fill[] | null {
    invariant(this.orders.has(order.id), 'an order that fills is at work')
    invariant(order.placedAt <= slice.time, 'no order meets a slice from before it was placed')
    const price = { ...rules, since: order.placedAt }
    const legs = order.purpose === 'open' ? order.legs : order.legs.map(leg => reduceOnly(order, leg, held))
    const fills: Fill[] = []
    /** Net premium of one lot in points, positive = received. */
    let credit = 0
    for (const leg of legs) {
      if (leg.quantity === 0) continue
      const terms = termsOf(order.group, leg.instrument)
      const at = priceAt(slice, leg.instrument, leg.quantity < 0 ? 'sell' : 'buy', terms, price)
      if (!at) return null
      if (terms.kind.hasPremium) credit -= (leg.quantity * at.price) / order.lots
      fills.push({
        order: order.id,
        group: order.group,
        time: slice.time,
        instrument: leg.instrument,
        quantity: leg.quantity,
        price: at.price,
        source: at.source,
        multiplier: terms.multiplier,
        currency: terms.currency,
      })
    }
    if (order.limit !== null && credit < order.limit - HAIR) return null
    this.cancel(order.id)
    return fills
  }

  views(): WorkingView[] {
    return [...this.orders.values()].map(order => ({
      order: order.id,
      group: order.group,
      tag: order.tag,
      purpose: order.purpose,
      placedAt: order.placedAt,
      legs: order.legs.map(leg => leg.instrument.id),
    }))
  }
}

/** Credits are sums of decimals: a hair less than the limit is the limit. */
const HAIR = 1e-9

function reduceOnly(order: Order, leg: OrderLeg, held: HeldQuantity): OrderLeg {
  const quantity = held(order.group, leg.instrument.id)
  const most = Math.min(Math.abs(leg.quantity), Math.abs(quantity))
  return {
    instrument: leg.instrument,
    quantity: leg.quantity * quantity < 0 ? Math.sign(leg.quantity) * most : 0,
  }
}

/** Whether a fresh order may trade in this slice: `same` at once, else only later ones. */
export const mayTrade = (order: Order, time: EpochMs, price: Pick<PriceTerms, 'rule'>): boolean =>
  price.rule === 'same' ? order.placedAt <= time : order.placedAt < time

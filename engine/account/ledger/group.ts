/** A group of legs that was opened as one, and what its legs are worth. */

import { invariant } from '../../model/errors.ts'
import type { Instrument } from '../../model/instrument.ts'
import { type Minor, minor, toMinor } from '../../model/money.ts'
import type { PlacedStop } from '../../model/order.ts'
import type { EpochMs } from '../../model/time.ts'
import { type BondState, bondEquity } from './bond-leg.ts'
import type { Tender } from './tender.ts'

/** One instrument held by a group. */
export interface HeldLeg {
  readonly instrument: Instrument
  readonly currency: string
  /** Currency per 1.00 of price, as it was when the leg was opened. */
  readonly multiplier: number
  /** True: the price was paid or received at trade time. False: gains arrive as variation margin. */
  readonly paidUpFront: boolean
  /** Whether its price is a premium, which counts to the group's credit. */
  readonly hasPremium: boolean
  /** Whether any of it came by assignment. */
  assigned: boolean
  /** Contracts, negative when short. */
  quantity: number
  priceEntry: number
  /** Price it was last marked at, and when. */
  mark: number | null
  markedAt: EpochMs | null
  /** Price up to which variation margin has been exchanged. */
  priceSettled: number
  /** What only a bond has; null for anything else. */
  readonly bond: BondState | null
}

/** A future that an assigned option will become on the next session, at the strike. */
export interface Delivery {
  readonly group: number
  readonly instrument: Instrument
  readonly quantity: number
  readonly strike: number
  readonly multiplier: number
  readonly currency: string
  /** Price of the future when the option expired. */
  readonly mark: number
  readonly expiredAt: EpochMs
}

export interface Group {
  readonly id: number
  readonly tag: string
  readonly openedAt: EpochMs
  readonly lots: number
  /** A level moves with the market. */
  stop: PlacedStop | null
  /** Net premium of one lot at its opening fills, in points; positive = received. */
  creditPoints: number
  /** Net premium of one lot already paid to close legs, in points. */
  paidPoints: number
  readonly legs: Map<string, HeldLeg>
  /** Short futures that bonds were declared for. */
  tenders: Tender[]
}

/** What the leg adds to equity beyond the cash already exchanged, in its own currency. */
export function legValue(leg: HeldLeg): Minor {
  if (leg.bond) return bondEquity(leg, leg.bond)
  const price = leg.mark ?? leg.priceEntry
  if (leg.paidUpFront) return toMinor(price * leg.quantity * leg.multiplier, leg.currency)
  const worth = (at: number): Minor => toMinor(at * leg.multiplier, leg.currency)
  return minor((worth(price) - worth(leg.priceSettled)) * leg.quantity)
}

/** What a pending delivery adds to equity, in its own currency. */
export const deliveryValue = (delivery: Delivery): Minor =>
  toMinor((delivery.mark - delivery.strike) * delivery.quantity * delivery.multiplier, delivery.currency)

/** What closing one lot of what has a premium costs in all, in points: legs already closed at what was paid, the rest at its marks. */
export function closingPoints(group: Group): number {
  invariant(group.lots > 0, 'a group has lots')
  let points = group.paidPoints
  for (const leg of group.legs.values()) {
    if (leg.hasPremium) points -= (leg.quantity / group.lots) * (leg.mark ?? leg.priceEntry)
  }
  return points
}

/** Whether nothing of the group is held any more. */
export const isFlat = (group: Group): boolean => group.legs.size === 0 && group.tenders.length === 0

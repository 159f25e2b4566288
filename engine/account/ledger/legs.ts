/** Legs at their birth, and in the pictures that strategies see. */

import type { Contract } from '../../model/kind.ts'
import { ZERO } from '../../model/money.ts'
import type { Fill } from '../../model/order.ts'
import type { GroupView, LegView } from '../../model/snapshot.ts'
import { borrowed, newBondState } from './bond-leg.ts'
import { closingPoints, type Delivery, type Group, type HeldLeg } from './group.ts'
import { promisedUnits } from './tender.ts'

/** What of a contract stays with a leg. */
export type OpeningTerms = Pick<Contract, 'paidUpFront' | 'kind'>

/** A leg before its first contract, as the fill that opens it has it. */
export const newLeg = (fill: Fill, { paidUpFront, kind }: OpeningTerms): HeldLeg => ({
  instrument: fill.instrument,
  currency: fill.currency,
  multiplier: fill.multiplier,
  paidUpFront,
  hasPremium: kind.hasPremium,
  assigned: false,
  quantity: 0,
  priceEntry: 0,
  mark: fill.price,
  markedAt: fill.time,
  priceSettled: fill.price,
  bond: kind.isFinanced ? newBondState() : null,
})

/** A future before its first contract, as a delivery has it. */
export const deliveredLeg = (delivery: Delivery): HeldLeg => ({
  instrument: delivery.instrument,
  currency: delivery.currency,
  multiplier: delivery.multiplier,
  paidUpFront: false,
  hasPremium: false,
  assigned: true,
  quantity: 0,
  priceEntry: 0,
  mark: delivery.mark,
  markedAt: delivery.expiredAt,
  priceSettled: delivery.strike,
  bond: null,
})

const legView = (leg: HeldLeg, group: Group): LegView => ({
  instrument: leg.instrument,
  quantity: leg.quantity,
  priceEntry: leg.priceEntry,
  mark: leg.mark,
  multiplier: leg.multiplier,
  assigned: leg.assigned,
  promised: promisedUnits(group.tenders, leg.instrument.id),
  borrowed: leg.bond ? borrowed(leg.bond) : ZERO,
})

/** A read-only picture of a group. */
export const groupView = (group: Group): GroupView => ({
  id: group.id,
  tag: group.tag,
  openedAt: group.openedAt,
  lots: group.lots,
  creditPoints: group.creditPoints,
  closingPoints: closingPoints(group),
  // A bond that is sold stays until it is paid for.
  legs: [...group.legs.values()].filter(leg => leg.quantity !== 0).map(leg => legView(leg, group)),
})

/** A declaration of delivery: whether it may be made now, and making it. */

import { invariant } from '../../model/errors.ts'
import type { DeliverIntent } from '../../model/order.ts'
import { endOf, type Slice } from '../../model/slice.ts'
import { type Day, formatDay } from '../../model/time.ts'
import type { Account } from '../account.ts'
import { isBondLeg } from '../ledger/bond-desk.ts'
import type { Group } from '../ledger/group.ts'
import { factorOf, freeUnits, type Short, shortOf, unitsPerContract, whyOutside } from './short-future.ts'

/** Business days from declaration to delivery: intention, notice, delivery. */
const DAYS_TO_DELIVERY = 2

/** Why a declaration cannot be made now; null when it can. */
export function whyNotNow(account: Account, slice: Slice, intent: DeliverIntent): string | null {
  const group = account.portfolio.group(intent.group)
  if (!group) return `there is no open group ${intent.group}`
  const short = shortOf(account, group, intent.future)
  if (!short) return `the group is not short ${intent.future}, or it takes no bonds`
  const end = endOf(slice, short.product.id)
  if (!end) return 'delivery is declared at the end of a session'
  const { firstIntentionDay, lastIntentionDay } = short.dates
  if (end.session.day < firstIntentionDay || end.session.day > lastIntentionDay) {
    return `delivery into ${intent.future} is declared from ${formatDay(firstIntentionDay)} to ${formatDay(lastIntentionDay)}`
  }
  if (intent.contracts > -short.leg.quantity)
    return `contracts must be a whole number from 1 to the ${-short.leg.quantity} that are short`
  return whyNotBond(group, short, intent, end.session.day)
}

/** Why a bond of the group cannot meet the contracts; null when it can. */
export function whyNotBond(group: Group, short: Short, intent: DeliverIntent, day: Day): string | null {
  const leg = group.legs.get(intent.bond)
  if (!leg || !isBondLeg(leg) || leg.instrument.kind !== 'bond')
    return `the group holds no bond ${intent.bond}`
  const { product } = short
  const outside = whyOutside(leg.instrument.issue, short)
  if (outside) return `${intent.bond} is outside the basket: ${outside}`
  const free = freeUnits(group, leg)
  const needed = intent.contracts * unitsPerContract(product, day)
  return needed <= free
    ? null
    : `${intent.contracts} contracts take ${needed} units of ${intent.bond}; ${free} are paid for and free`
}

/** Makes the declaration, which `whyNotNow` has found possible. */
export function tender(account: Account, slice: Slice, intent: DeliverIntent): void {
  const group = account.portfolio.group(intent.group)
  const short = group && shortOf(account, group, intent.future)
  const bond = group?.legs.get(intent.bond)?.instrument
  invariant(
    group !== undefined && short !== null && short !== undefined && bond?.kind === 'bond',
    'the declaration was found possible',
  )
  const { id } = short.product
  const delivers = account.facts.sessionAfter(bond.product, slice.time, DAYS_TO_DELIVERY)
  invariant(delivers !== null, 'the calendar reaches the delivery')
  const made = account.portfolio.bonds.tender(group, short.leg, {
    bond: bond.id,
    contracts: intent.contracts,
    factor: factorOf(bond.issue, short),
    unitsPerContract: unitsPerContract(short.product, account.facts.session(id, slice.time).day),
    delivers: delivers.day,
  })
  account.record({
    kind: 'delivery',
    time: slice.time,
    group: group.id,
    step: 'tender',
    future: intent.future,
    bond: bond.id,
    contracts: made.contracts,
    price: made.price,
    factor: made.factor,
    invoice: null,
  })
}

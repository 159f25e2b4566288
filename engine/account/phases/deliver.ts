/** Delivery of bonds into a future that takes them: the declaration, whether it may be made now, and the invoice. */

import { invariant } from '../../model/errors.ts'
import { type Instrument, productIdOf } from '../../model/instrument.ts'
import type { DeliveryTerms } from '../../model/kind.ts'
import type { Minor } from '../../model/money.ts'
import type { DeliverIntent } from '../../model/order.ts'
import { endOf, type Slice } from '../../model/slice.ts'
import { type Day, formatDay } from '../../model/time.ts'
import { invoiceOf } from '../../pricing/treasury/invoice.ts'
import type { Account } from '../account.ts'
import { type BondLeg, isBondLeg } from '../ledger/bond-desk.ts'
import { settledUnits } from '../ledger/bond-leg.ts'
import type { Group, HeldLeg } from '../ledger/group.ts'
import { promisedUnits, type Tender } from '../ledger/tender.ts'

/** Business days from declaration to delivery: intention, notice, delivery. */
const DAYS_TO_DELIVERY = 2

/** A short of a group in something that takes bonds. */
export interface Short {
  readonly leg: HeldLeg
  readonly terms: DeliveryTerms
}

/** What the short of an instrument delivers; null where it delivers nothing. */
export const deliveryOf = ({ facts }: Account, instrument: Instrument): DeliveryTerms | null =>
  facts.kindOf(instrument).delivery(facts, instrument)

/** The short that a group has in a future; null where it has none, or the future takes no bonds. */
export function shortOf(account: Account, group: Group, future: string): Short | null {
  const leg = group.legs.get(future)
  const terms = leg && leg.quantity < 0 ? deliveryOf(account, leg.instrument) : null
  return leg && terms ? { leg, terms } : null
}

/** Units of a bond that are paid for, not sold, and not promised to another delivery. */
export function freeUnits(group: Group, leg: BondLeg): number {
  const promised = promisedUnits(group.tenders, leg.instrument.id)
  return Math.min(leg.quantity, settledUnits(leg.quantity, leg.bond)) - promised
}

/** Why a declaration cannot be made now; null when it can. */
export function whyNotNow(account: Account, slice: Slice, intent: DeliverIntent): string | null {
  const group = account.portfolio.group(intent.group)
  if (!group) return `there is no open group ${intent.group}`
  const short = shortOf(account, group, intent.future)
  if (!short) return `the group is not short ${intent.future}, or it takes no bonds`
  const end = endOf(slice, short.leg.instrument.product)
  if (!end) return 'delivery is declared at the end of a session'
  const { firstIntentionDay, lastIntentionDay } = short.terms
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
  if (!leg || !isBondLeg(leg)) return `the group holds no bond ${intent.bond}`
  const outside = short.terms.whyOutside(leg.instrument)
  if (outside) return `${intent.bond} is outside the basket: ${outside}`
  const free = freeUnits(group, leg)
  const needed = intent.contracts * short.terms.unitsPerContract(day)
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
    group !== undefined && short !== null && short !== undefined && bond !== undefined,
    'the declaration was found possible',
  )
  const delivers = account.facts.sessionAfter(bond.product, slice.time, DAYS_TO_DELIVERY)
  invariant(delivers !== null, 'the calendar reaches the delivery')
  const { day } = account.facts.session(short.leg.instrument.product, slice.time)
  const made = account.portfolio.bonds.tender(group, short.leg, {
    bond: bond.id,
    contracts: intent.contracts,
    factor: short.terms.factorOf(bond),
    unitsPerContract: short.terms.unitsPerContract(day),
    delivers: delivers.day,
  })
  recordDelivery(account, slice, made, 'tender', null)
}

/** On the day of delivery the bonds leave against the invoice; the loan on them ends when loans are rolled. */
export function deliverTenders(account: Account, slice: Slice, group: Group): void {
  for (const made of group.tenders) {
    const day = endOf(slice, productIdOf(made.bond))?.session.day
    if (day === undefined || day < made.delivers) continue
    const leg = group.legs.get(made.bond)
    invariant(leg !== undefined && isBondLeg(leg), 'a tender has its bond')
    const { total: invoice } = invoiceOf(
      {
        contracts: made.contracts,
        multiplier: made.multiplier,
        settlementPrice: made.price,
        factor: made.factor,
        accruedDelivery: account.facts.kindOf(leg.instrument).accrued(leg.instrument, day),
      },
      made.currency,
    )
    account.portfolio.bonds.deliver(group, made, leg, invoice, slice.time)
    recordDelivery(account, slice, made, 'delivered', invoice)
  }
}

const recordDelivery = (
  account: Account,
  slice: Slice,
  { group, future, bond, contracts, price, factor }: Tender,
  step: 'tender' | 'delivered',
  invoice: Minor | null,
): void =>
  account.record({
    kind: 'delivery',
    time: slice.time,
    group,
    step,
    future: future.id,
    bond,
    contracts,
    price,
    factor,
    invoice,
  })

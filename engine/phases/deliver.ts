/** A declaration of delivery: whether it may be made now, and what becomes of shorts that never made one. */

import type { Book } from '../book/book.ts'
import { type TreasuryContractDates, treasuryContractDates } from '../calendar/treasury-contract-dates.ts'
import { type BondLeg, isBondLeg } from '../ledger/bond-desk.ts'
import { type BondState, settledUnits } from '../ledger/bond-leg.ts'
import type { Group, HeldLeg } from '../ledger/group.ts'
import { promisedUnits } from '../ledger/tender.ts'
import { invariant } from '../model/errors.ts'
import { type BondIssue, type FutureInstrument, type FutureProduct, inForce } from '../model/instrument.ts'
import type { DeliverIntent } from '../model/order.ts'
import type { Slice } from '../model/slice.ts'
import { type Day, formatDay } from '../model/time.ts'
import { basketBreach, basketRuleOf } from '../pricing/treasury/basket.ts'
import { conversionFactor } from '../pricing/treasury/conversion-factor.ts'
import { endOf } from './bonds.ts'

/** Business days from declaration to delivery: intention, notice, delivery. */
const DAYS_TO_DELIVERY = 2

/** Why a declaration cannot be made now; null when it can. */
export function whyNotNow(book: Book, slice: Slice, intent: DeliverIntent): string | null {
  const group = book.portfolio.group(intent.group)
  if (!group) return `there is no open group ${intent.group}`
  const short = shortOf(book, group, intent.future)
  if (!short) return `the group is not short ${intent.future}, or it takes no bonds`
  const end = endOf(slice, short.product.id)
  if (!end) return 'delivery is declared at the end of a session'
  const { firstIntentionDay, lastIntentionDay } = short.dates
  if (end.session.day < firstIntentionDay || end.session.day > lastIntentionDay) {
    return `delivery into ${intent.future} is declared from ${formatDay(firstIntentionDay)} to ${formatDay(lastIntentionDay)}`
  }
  if (!Number.isInteger(intent.contracts) || intent.contracts <= 0 || intent.contracts > -short.leg.quantity)
    return `contracts must be a whole number from 1 to the ${-short.leg.quantity} that are short`
  return whyNotBond(group, short, intent, end.session.day)
}

interface Short {
  readonly leg: HeldLeg
  readonly future: FutureInstrument
  readonly product: FutureProduct
  readonly dates: TreasuryContractDates
}

function shortOf(book: Book, group: Group, future: string): Short | null {
  const leg = group.legs.get(future)
  if (leg?.instrument.kind !== 'future' || leg.quantity >= 0) return null
  const product = book.facts.product(leg.instrument.product)
  if (product.kind !== 'future' || !product.delivery) return null
  return {
    leg,
    future: leg.instrument,
    product,
    dates: treasuryContractDates(product, leg.instrument.month),
  }
}

function whyNotBond(group: Group, short: Short, intent: DeliverIntent, day: Day): string | null {
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

/** Units of a bond that are paid for and not promised to another delivery. */
function freeUnits(group: Group, leg: BondLeg): number {
  const promised = promisedUnits(group.tenders, leg.instrument.id)
  return settledUnits(leg.quantity, leg.bond) - promised
}

/** Units of 100 face that one contract takes. */
const unitsPerContract = ({ id, delivery }: FutureProduct, day: Day): number =>
  delivery ? inForce(delivery.face, day, `face of ${id}`) / 100 : 0

/** Makes the declaration, which `whyNotNow` has found possible. */
export function tender(book: Book, slice: Slice, intent: DeliverIntent): void {
  const group = book.portfolio.group(intent.group)
  const short = group && shortOf(book, group, intent.future)
  const bond = group?.legs.get(intent.bond)?.instrument
  invariant(
    group !== undefined && short !== null && short !== undefined && bond?.kind === 'bond',
    'the declaration was found possible',
  )
  const { id } = short.product
  const delivers = book.facts.sessionAfter(bond.product, slice.time, DAYS_TO_DELIVERY)
  invariant(delivers !== null, 'the calendar reaches the delivery')
  const made = book.portfolio.bonds.tender(group, short.leg, {
    bond: bond.id,
    contracts: intent.contracts,
    factor: factorOf(bond.issue, short),
    unitsPerContract: unitsPerContract(short.product, book.facts.session(id, slice.time).day),
    delivers: delivers.day,
  })
  book.record({
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

/**
 * Shorts that were not declared by the last day of intention: the exchange declares for them, with bonds of the group
 * in the order it holds them. What no bond is there for ends at its last settlement, as a failed delivery.
 */
export function declareLate(book: Book, slice: Slice): void {
  if (slice.closes.length === 0) return
  for (const group of [...book.portfolio.groups()]) {
    for (const { instrument } of [...group.legs.values()]) {
      const short = shortOf(book, group, instrument.id)
      const end = short && endOf(slice, short.product.id)
      if (short && end && end.session.day === short.dates.lastIntentionDay)
        declareRest(book, slice, group, short)
    }
  }
}

function declareRest(book: Book, slice: Slice, group: Group, short: Short): void {
  const { day } = book.facts.session(short.product.id, slice.time)
  for (const leg of [...group.legs.values()].filter(isBondLeg)) {
    const intent: DeliverIntent = {
      kind: 'deliver',
      group: group.id,
      future: short.future.id,
      bond: leg.instrument.id,
      contracts: Math.min(
        -short.leg.quantity,
        Math.floor(freeUnits(group, leg) / unitsPerContract(short.product, day)),
      ),
      reason: { rule: 'last intention day', text: 'the exchange declares for shorts that did not' },
    }
    if (intent.contracts > 0 && whyNotNow(book, slice, intent) === null) tender(book, slice, intent)
  }
  if (short.leg.quantity === 0) return
  book.record({
    kind: 'delivery',
    time: slice.time,
    group: group.id,
    step: 'failed',
    future: short.future.id,
    bond: null,
    contracts: -short.leg.quantity,
    price: short.leg.priceSettled,
    factor: null,
    invoice: null,
  })
  book.portfolio.retire(group, short.leg)
}

/** Units of a bond that will go into futures which trade no more, at the factor's share of the price they ended at. */
export function committedOf(book: Book, slice: Slice, group: Group, leg: BondLeg): BondState['committed'] {
  const { instrument } = leg
  if (instrument.kind !== 'bond') return []
  const declared = group.tenders
    .filter(tender => tender.bond === instrument.id)
    .map(({ contracts, unitsPerContract: units, price, factor }) => ({
      units: contracts * units,
      price: price * factor,
    }))
  let free = freeUnits(group, leg)
  const expected = [...group.legs.values()].flatMap(({ instrument: future }) => {
    const short = shortOf(book, group, future.id)
    const end = short && book.facts.market.lastSessionOf(future.id)
    if (!short || !end || end.close > slice.time || whyOutside(instrument.issue, short) !== null) return []
    const perContract = unitsPerContract(short.product, end.day)
    const contracts = Math.min(-short.leg.quantity, Math.floor(free / perContract))
    free -= contracts * perContract
    const factor = factorOf(instrument.issue, short)
    return contracts > 0
      ? [{ units: contracts * perContract, price: (short.leg.mark ?? short.leg.priceSettled) * factor }]
      : []
  })
  return [...declared, ...expected]
}

const whyOutside = (issue: BondIssue, { product, future }: Short): string | null =>
  basketBreach(issue, basketRuleOf(product, future.month), future.month)

const factorOf = (issue: BondIssue, { product, future }: Short): number =>
  product.delivery ? conversionFactor(issue, future.month, product.delivery.rule).factor : 0

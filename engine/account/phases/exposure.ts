/** What the account holds as margin sees it, and what that requires. */

import { bondRequirement, isFinanced } from '../../margin/bonds.ts'
import { netted } from '../../margin/net.ts'
import { haircutOf, termsOn } from '../../margin/repo.ts'
import { accountRequirement } from '../../margin/requirement.ts'
import { invariant } from '../../model/errors.ts'
import type { Instrument } from '../../model/instrument.ts'
import type {
  MarginModel,
  MarginPosition,
  ProductRequirement,
  Requirement,
} from '../../model/margin-model.ts'
import { add, type Minor, minor, toMinor } from '../../model/money.ts'
import type { OrderLeg } from '../../model/order.ts'
import type { Slice } from '../../model/slice.ts'
import type { PricedLeg } from '../../model/strategy.ts'
import { type Day, MS_PER_DAY } from '../../model/time.ts'
import type { Account } from '../account.ts'
import type { Holdings } from '../holdings.ts'
import { type BondLeg, isBondLeg } from '../ledger/bond-desk.ts'
import { bondEquity, settledUnits } from '../ledger/bond-leg.ts'
import type { Group, HeldLeg } from '../ledger/group.ts'
import { groupView } from '../ledger/legs.ts'

function positionOf(
  { facts, atOpen }: Account,
  slice: Slice,
  { instrument, quantity, multiplier, paidUpFront }: Position,
  price: number,
): MarginPosition {
  invariant(multiplier > 0 && Number.isFinite(price), 'margin is of a price in currency')
  const kind = facts.kindOf(instrument)
  const { underlying, underlyingPrice, daysToExpiry } = kind.exposure(facts, slice, instrument, price, atOpen)
  const { option, deliverable } = kind.marginTerms(facts, instrument)
  return {
    instrument,
    product: facts.product(instrument.product),
    option,
    deliverable,
    quantity,
    multiplier,
    price,
    paidUpFront,
    underlying,
    underlyingPrice,
    daysToExpiry,
    sigmaDaily: slice.sigmaDaily(underlying, atOpen),
  }
}

type Position = Pick<HeldLeg, 'instrument' | 'quantity' | 'multiplier' | 'paidUpFront'>

/** The legs of a group at their marks, and the futures that it has declared for delivery. */
export const positionsOf = (account: Account, slice: Slice, group: Group): MarginPosition[] => [
  ...[...group.legs.values()].map(leg => ({
    ...positionOf(account, slice, leg, leg.mark ?? leg.priceEntry),
    ...(isBondLeg(leg) ? { tiedUp: tiedUpIn(account, slice, leg) } : {}),
  })),
  ...group.tenders.map(tender =>
    positionOf(
      account,
      slice,
      {
        instrument: tender.future,
        quantity: -tender.contracts,
        multiplier: tender.multiplier,
        paidUpFront: false,
      },
      tender.price,
    ),
  ),
]

/**
 * Equity in a bond: what is paid for less what is borrowed, of which a sale that is not paid for yet sets its share free;
 * and what a purchase that is not paid for yet will tie up.
 */
function tiedUpIn(account: Account, slice: Slice, leg: BondLeg): Minor {
  const settled = settledUnits(leg.quantity, leg.bond)
  const pending = leg.quantity - settled
  const equity = bondEquity(leg, leg.bond)
  if (pending < 0 && settled > 0) return minor(Math.round((equity * leg.quantity) / settled))
  return pending === 0
    ? equity
    : add(equity, tiedUpBy(account, slice, leg.instrument, pending, leg.mark ?? leg.priceEntry))
}

/** What buying something that is financed would tie up, or selling it set free, at a price. */
function tiedUpBy(
  account: Account,
  slice: Slice,
  instrument: Instrument,
  quantity: number,
  price: number,
): Minor {
  const { funding } = account.rules
  const { day } = account.facts.session(instrument.product, slice.time)
  const { currency } = account.facts.product(instrument.product)
  const value = quantity * (price + account.facts.kindOf(instrument).accrued(instrument, day))
  const share = funding ? haircutOf(termsOn(funding, day), funding.crossMarginFactor) : 1
  return toMinor(value * share, currency)
}

export const deliveriesOf = (account: Account, slice: Slice): MarginPosition[] =>
  account.portfolio
    .deliveries()
    .map(delivery => positionOf(account, slice, { ...delivery, paidUpFront: false }, delivery.mark))

/** Everything held, deliveries included, which margin counts from the day of the assignment. */
export const exposure = (account: Account, slice: Slice): MarginPosition[] => [
  ...[...account.portfolio.groups()].flatMap(group => positionsOf(account, slice, group)),
  ...deliveriesOf(account, slice),
]

/** What the account holds now, group by group, for views of its risk. */
export const holdingsOf = (account: Account, slice: Slice): Holdings => ({
  time: slice.time,
  day: account.facts.nextSession(account.home, slice.time - 1)?.day ?? Math.floor(slice.time / MS_PER_DAY),
  currency: account.portfolio.terms.currency,
  equity: account.portfolio.equity(),
  groups: [...account.portfolio.groups()].map(group => ({
    view: groupView(group),
    stop: group.stop,
    positions: positionsOf(account, slice, group),
  })),
  deliveries: deliveriesOf(account, slice),
  requirement: (positions, day) =>
    accountRequirement(productsOf(account.rules.margin, positions, day), (amount, currency) =>
      account.portfolio.money.inAccount(amount, currency),
    ),
  inAccount: (amount, currency) => account.portfolio.money.inAccount(amount, currency),
})

/** The account's requirement for positions. */
export const requirementOf = (
  account: Account,
  slice: Slice,
  positions: readonly MarginPosition[],
): Requirement => requirementBy(account.rules.margin, account, slice, positions)

/** The same by a model of one's own. */
export const requirementBy = (
  model: MarginModel,
  account: Account,
  slice: Slice,
  positions: readonly MarginPosition[],
): Requirement =>
  accountRequirement(
    positions.length === 0
      ? []
      : productsOf(model, positions, account.facts.session(account.home, slice.time).day),
    (amount, currency) => account.portfolio.money.inAccount(amount, currency),
  )

/** Bonds need what nobody lends on them, whatever the model asks of the rest. */
function productsOf(
  model: MarginModel,
  positions: readonly MarginPosition[],
  day: Day,
): readonly ProductRequirement[] {
  const bonds = positions.filter(isFinanced)
  const rest = netted(bonds.length === 0 ? positions : positions.filter(position => !isFinanced(position)))
  if (bonds.length === 0) return rest.length === 0 ? [] : model.requirement(rest, day)
  return [...bondRequirement(bonds), ...(rest.length > 0 ? model.requirement(rest, day) : [])].sort((a, b) =>
    a.product < b.product ? -1 : 1,
  )
}

/** Legs of opening orders that are at work, at what they would fill at now. */
export const committed = (account: Account, slice: Slice): PricedLeg[] =>
  account.broker
    .working()
    .filter(order => order.purpose === 'open')
    .flatMap(order => order.legs.map(leg => pricedLeg(account, slice, leg)))

/** A leg with its price, or at what it would fill at now. */
export const pricedLeg = ({ facts }: Account, slice: Slice, leg: OrderLeg | PricedLeg): PricedLeg =>
  'price' in leg
    ? leg
    : {
        instrument: leg.instrument,
        quantity: leg.quantity,
        price: facts.kindOf(leg.instrument).mark(slice, leg.instrument)?.price ?? 0,
      }

/** Positions as they would be with these legs added. */
export const withLegs = (account: Account, slice: Slice, legs: readonly PricedLeg[]): MarginPosition[] => [
  ...exposure(account, slice),
  ...legs.map(leg => hypothetical(account, slice, leg)),
]

/** A leg that is not held yet, as margin would see it. */
export function hypothetical(account: Account, slice: Slice, leg: PricedLeg): MarginPosition {
  const { instrument, quantity, price } = leg
  const terms = account.facts.terms(slice, instrument)
  const { multiplier, paidUpFront } = terms
  const position = positionOf(account, slice, { instrument, quantity, multiplier, paidUpFront }, price)
  return terms.kind.isFinanced
    ? { ...position, tiedUp: tiedUpBy(account, slice, instrument, quantity, price) }
    : position
}

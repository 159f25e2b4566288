/** What the book holds as margin sees it, and what that requires. */

import type { Book } from '../book/book.ts'
import type { Holdings } from '../book/holdings.ts'
import { markAt } from '../execution/price.ts'
import { priceOf } from '../feed/feed.ts'
import type { Group, HeldLeg } from '../ledger/group.ts'
import { groupView } from '../ledger/legs.ts'
import { accountRequirement } from '../margin/requirement.ts'
import type { Instrument } from '../model/instrument.ts'
import type { MarginModel, MarginPosition, Requirement } from '../model/margin-model.ts'
import type { Slice } from '../model/slice.ts'
import type { PricedLeg } from '../model/strategy.ts'
import { MS_PER_DAY } from '../model/time.ts'

/** Price that stands for an underlying now; null before its first bar. */
export function underlyingMark(slice: Slice, underlying: string): number | null {
  const bar = slice.bar(underlying)
  return bar && priceOf(bar)
}

/** What an option delivers or settles on; a future itself. */
const underlyingOf = (book: Book, instrument: Instrument): string =>
  instrument.kind === 'future'
    ? instrument.id
    : book.facts.listed(instrument.product, instrument.expiry).underlying

/** Price of what an instrument delivers or settles on; its own price for a future. */
function underlyingPrice(book: Book, slice: Slice, instrument: Instrument, own: number): number {
  if (instrument.kind === 'future') return own
  const bar = slice.bar(underlyingOf(book, instrument))
  if (!bar) return instrument.strike
  return book.atOpen && bar.time === slice.time && Number.isFinite(bar.open) ? bar.open : priceOf(bar)
}

/** Calendar days to the last trading day, the session excluded; 0 for a future. */
function daysToExpiry(book: Book, slice: Slice, instrument: Instrument): number {
  if (instrument.kind === 'future') return 0
  const { lastSession } = book.facts.listed(instrument.product, instrument.expiry)
  return Math.max(0, lastSession.day - book.facts.session(instrument.product, slice.time).day)
}

const positionOf = (
  book: Book,
  slice: Slice,
  leg: Pick<HeldLeg, 'instrument' | 'quantity' | 'multiplier' | 'paidUpFront'>,
  price: number,
): MarginPosition => ({
  instrument: leg.instrument,
  product: book.facts.product(leg.instrument.product),
  quantity: leg.quantity,
  multiplier: leg.multiplier,
  price,
  paidUpFront: leg.paidUpFront,
  underlyingPrice: underlyingPrice(book, slice, leg.instrument, price),
  daysToExpiry: daysToExpiry(book, slice, leg.instrument),
  sigmaDaily: slice.sigmaDaily(underlyingOf(book, leg.instrument), book.atOpen),
})

/** The legs of a group at their marks. */
const positionsOf = (book: Book, slice: Slice, group: Group): MarginPosition[] =>
  [...group.legs.values()].map(leg => positionOf(book, slice, leg, leg.mark ?? leg.priceEntry))

const deliveriesOf = (book: Book, slice: Slice): MarginPosition[] =>
  book.portfolio
    .deliveries()
    .map(delivery => positionOf(book, slice, { ...delivery, paidUpFront: false }, delivery.mark))

/** Everything held, deliveries included, which margin counts from the day of the assignment. */
export const exposure = (book: Book, slice: Slice): MarginPosition[] => [
  ...[...book.portfolio.groups()].flatMap(group => positionsOf(book, slice, group)),
  ...deliveriesOf(book, slice),
]

/** What the book holds now, group by group, for views of its risk. */
export const holdingsOf = (book: Book, slice: Slice): Holdings => ({
  time: slice.time,
  day: book.facts.nextSession(book.home, slice.time - 1)?.day ?? Math.floor(slice.time / MS_PER_DAY),
  currency: book.portfolio.terms.currency,
  equity: book.portfolio.equity(),
  groups: [...book.portfolio.groups()].map(group => ({
    view: groupView(group),
    stop: group.stop,
    positions: positionsOf(book, slice, group),
  })),
  deliveries: deliveriesOf(book, slice),
  requirement: (positions, day) =>
    accountRequirement(
      positions.length === 0 ? [] : book.rules.margin.requirement(positions, day),
      (amount, currency) => book.portfolio.inAccount(amount, currency),
    ),
  inAccount: (amount, currency) => book.portfolio.inAccount(amount, currency),
})

/** The account's requirement for positions. */
export const requirementOf = (book: Book, slice: Slice, positions: readonly MarginPosition[]): Requirement =>
  requirementBy(book.rules.margin, book, slice, positions)

/** The same by a model of one's own. */
export const requirementBy = (
  model: MarginModel,
  book: Book,
  slice: Slice,
  positions: readonly MarginPosition[],
): Requirement =>
  accountRequirement(
    positions.length === 0 ? [] : model.requirement(positions, book.facts.session(book.home, slice.time).day),
    (amount, currency) => book.portfolio.inAccount(amount, currency),
  )

/** Legs of opening orders that are at work, at what they would fill at now. */
export const committed = (book: Book, slice: Slice): PricedLeg[] =>
  book.broker
    .working()
    .filter(order => order.purpose === 'open')
    .flatMap(order => order.legs)
    .map(leg => ({ ...leg, price: indicativePrice(slice, leg.instrument) }))

/** Positions as they would be with these legs added. */
export const withLegs = (book: Book, slice: Slice, legs: readonly PricedLeg[]): MarginPosition[] => [
  ...exposure(book, slice),
  ...legs.map(leg =>
    positionOf(book, slice, { ...leg, ...book.facts.terms(slice, leg.instrument) }, leg.price),
  ),
]

/** The price at which margin sees a leg that is not held yet. */
export const indicativePrice = (slice: Slice, instrument: Instrument): number =>
  markAt(slice, instrument) ?? 0

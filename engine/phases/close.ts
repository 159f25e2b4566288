/** Phase 3: marks, and at the end of a session variation margin, financing and orders that have lapsed. */

import type { Book } from '../book/book.ts'
import { markAt } from '../execution/price.ts'
import { type BondLeg, isBondLeg } from '../ledger/bond-desk.ts'
import { closingPoints, type Group, type HeldLeg } from '../ledger/group.ts'
import type { Slice } from '../model/slice.ts'
import { accruedInterest } from '../pricing/bond/accrued.ts'
import { committedOf } from './committed.ts'
import { withdraw } from './withdraw.ts'

/** Marks what has a newer price: options by the quote of this instant, futures and bonds by the latest bar. */
export function mark(book: Book, slice: Slice): void {
  for (const group of book.portfolio.groups()) {
    for (const leg of group.legs.values()) {
      const price = markAt(slice, leg.instrument)
      if (price !== null) book.portfolio.mark(leg, price, markedAt(slice, leg))
    }
    // A bond's worth may hang on what its future ended at: futures are marked first.
    for (const leg of group.legs.values()) if (isBondLeg(leg)) markBond(book, slice, group, leg)
  }
}

/** Interest that has accrued, and what of the bond is on its way into a future that trades no more. */
function markBond(book: Book, slice: Slice, group: Group, leg: BondLeg): void {
  const { instrument, bond } = leg
  if (instrument.kind !== 'bond') return
  const { day } = book.facts.session(instrument.product, slice.time)
  // What was redeemed stays until its loan is given back.
  bond.accrued = day < instrument.issue.maturity ? accruedInterest(instrument.issue, day) : 0
  if (book.rules.funding?.deliveryMark !== 'market') bond.committed = committedOf(book, slice, group, leg)
}

const markedAt = (slice: Slice, leg: HeldLeg): number =>
  leg.instrument.kind === 'option' ? slice.time : (slice.bar(leg.instrument.id)?.time ?? slice.time)

/** The end of a session for the products it ends for. */
export function closeSession(book: Book, slice: Slice): void {
  if (slice.closes.length === 0) return
  const closing = new Set(slice.closes.flatMap(end => end.products))
  for (const group of [...book.portfolio.groups()]) {
    for (const leg of [...group.legs.values()]) {
      if (!closing.has(leg.instrument.product)) continue
      book.portfolio.settleVariation(group, leg, slice.time)
      if (leg.instrument.kind !== 'future') continue
      const ends = book.facts.market.lastSessionOf(leg.instrument.id)?.close === slice.time
      if (ends && !isToDeliver(book, leg)) book.portfolio.retire(group, leg)
    }
    tellMark(book, slice, group, closing)
  }
  book.portfolio.accrueInterest(slice.time)
  lapse(book, slice, closing)
}

/** Whether a short future waits for the bonds that it takes, after it has stopped trading. */
function isToDeliver(book: Book, leg: HeldLeg): boolean {
  const product = book.facts.product(leg.instrument.product)
  return product.kind === 'future' && product.delivery !== undefined && leg.quantity < 0
}

/** A mark for the trade's life: what closing costs, and how old the oldest price in it is. */
function tellMark(book: Book, slice: Slice, group: Group, closing: ReadonlySet<string>): void {
  const legs = [...group.legs.values()].filter(leg => closing.has(leg.instrument.product))
  const [first] = legs
  if (!first) return
  const oldest = Math.min(...legs.map(leg => leg.markedAt ?? group.openedAt))
  book.record({
    kind: 'mark',
    time: slice.time,
    group: group.id,
    valuePoints: closingPoints(group),
    staleSessions: book.facts.sessionsSince(first.instrument.product, oldest, slice.time),
  })
}

/** Opening orders live for the session after the one they were placed in. */
function lapse(book: Book, slice: Slice, closing: ReadonlySet<string>): void {
  for (const order of book.broker.working()) {
    if (order.purpose !== 'open' || order.placedAt >= slice.time) continue
    if (!order.legs.some(leg => closing.has(leg.instrument.product))) continue
    const why =
      order.limit === null
        ? 'a leg did not trade in its session'
        : 'a leg did not trade, or the limit was not reached'
    withdraw(book, slice.time, order, why)
  }
}

/** Phase 3: marks, stops, and at the end of a session variation margin, financing and orders that have lapsed. */

import type { Book } from '../book/book.ts'
import { closeOrder } from '../execution/admit.ts'
import { markAt } from '../execution/price.ts'
import { closingPoints, type Group, type HeldLeg } from '../ledger/group.ts'
import { stopPoints } from '../model/order.ts'
import type { Slice } from '../model/slice.ts'
import { withdraw } from './withdraw.ts'

/** Marks what has a newer price: options by the quote of this instant, futures by the latest bar. */
export function mark(book: Book, slice: Slice): void {
  for (const group of book.portfolio.groups()) {
    for (const leg of group.legs.values()) {
      const price = markAt(slice, leg.instrument)
      if (price !== null) book.portfolio.mark(leg, price, markedAt(slice, leg))
    }
  }
}

const markedAt = (slice: Slice, leg: HeldLeg): number =>
  leg.instrument.kind === 'future' ? (slice.bar(leg.instrument.id)?.time ?? slice.time) : slice.time

/** The end of a session for the products it ends for. */
export function closeSession(book: Book, slice: Slice): void {
  const closing = new Set(slice.closes.flatMap(end => end.products))
  if (closing.size === 0) return
  for (const group of [...book.portfolio.groups()]) {
    for (const leg of [...group.legs.values()]) {
      if (!closing.has(leg.instrument.product)) continue
      book.portfolio.settleVariation(group, leg, slice.time)
      if (leg.instrument.kind !== 'future') continue
      if (book.facts.market.lastSessionOf(leg.instrument.id)?.close === slice.time)
        book.portfolio.retire(group, leg)
    }
    tellMark(book, slice, group, closing)
  }
  book.portfolio.accrueInterest(slice.time)
  lapse(book, slice, closing)
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

/** Losses are sums of decimals: a hair less than the stop is the stop. */
const HAIR = 1e-9

/** Fires stops whose group has lost more than it may: on settlements at a session's end, or on every slice. */
export function testStops(book: Book, slice: Slice): void {
  for (const group of book.portfolio.groups()) {
    const { stop } = group
    if (!stop || (stop.test === 'settlement' && !sessionEnds(group, slice))) continue
    const options = [...group.legs.values()].filter(leg => leg.instrument.kind === 'option')
    if (options.length === 0) continue
    const seenWhole = group.openedAt < slice.time || book.rules.fill === 'nextOpen'
    const valuePoints =
      stop.test === 'intraday' && seenWhole ? worstPoints(group, slice) : closingPoints(group)
    const lossPoints = valuePoints - group.creditPoints
    const limit = stopPoints(stop, group.creditPoints)
    if (lossPoints < limit - HAIR) continue
    if (isClosing(book, group, options)) continue
    for (const order of book.broker.cancelGroup(group.id)) {
      withdraw(book, slice.time, order, 'the stop closes all of it')
    }
    const reason = {
      rule: 'stop',
      text: 'closing costs more than the credit by the stop',
      evidence: { valuePoints, creditPoints: group.creditPoints, stopPoints: limit },
    }
    const order = closeOrder(group, options, slice.time, book.broker.nextId(), 'stop', reason)
    book.record({
      kind: 'stop',
      time: slice.time,
      group: group.id,
      valuePoints,
      creditPoints: group.creditPoints,
      lossPoints,
    })
    book.record({ kind: 'order', time: slice.time, order })
    book.broker.place(order)
  }
}

/** Whether orders at work close every option of the group already. */
const isClosing = (book: Book, group: Group, options: readonly HeldLeg[]): boolean => {
  const closing = book.broker.working().filter(order => order.group === group.id && order.purpose === 'close')
  return options.every(leg =>
    closing.some(order => order.legs.some(one => one.instrument.id === leg.instrument.id)),
  )
}

const sessionEnds = (group: Group, slice: Slice): boolean =>
  [...group.legs.values()].some(leg =>
    slice.closes.some(end => end.products.includes(leg.instrument.product)),
  )

/** What closing one lot would cost in all at the worst of this slice: highs for what is short, lows for what is long. */
function worstPoints(group: Group, slice: Slice): number {
  let points = group.paidPoints
  for (const leg of group.legs.values()) {
    if (leg.instrument.kind !== 'option') continue
    const quote = slice.quote(leg.instrument)
    const extreme = leg.quantity < 0 ? quote?.high : quote?.low
    const price = extreme === undefined || Number.isNaN(extreme) ? (leg.mark ?? leg.priceEntry) : extreme
    points -= (leg.quantity / group.lots) * price
  }
  return points
}

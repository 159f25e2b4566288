/** Phase 5: the strategy is woken, if it listens to this slice, with a read-only picture. */

import type { Book } from '../book/book.ts'
import type { News, Speaking } from '../feed/bus.ts'
import type { Feed } from '../feed/feed.ts'
import type { Slice } from '../model/slice.ts'
import type { Snapshot } from '../model/snapshot.ts'
import type { Wake } from '../model/strategy.ts'
import { requirementOf, withLegs } from './exposure.ts'

export function wake(book: Book, slice: Slice, speaking: Speaking, feed: Feed): void {
  const news: News = {
    fills: book.news.fills.length > 0,
    refusals: book.refusals.length > 0,
    calls: book.news.calls.length > 0,
    closes: slice.closes.length > 0,
    expiries: slice.expiring.length > 0,
  }
  if (!book.bus.wanted(speaking, news)) return
  const refusals = book.refusals
  book.refusals = []
  book.bus.deliver(wakeOf(book, slice, feed, refusals), speaking, news)
}

function wakeOf(book: Book, slice: Slice, feed: Feed, refusals: Wake['refusals']): Wake {
  let snapshot: Snapshot | null = null
  return {
    time: slice.time,
    at: signal => feed.at(signal, slice.time),
    spoke: signal => feed.spoke(signal, slice.time),
    bar: instrument => slice.bar(instrument),
    chain: product => slice.chain(book.facts.market.option(product).id),
    get snapshot() {
      snapshot ??= snapshotOf(book, slice)
      return snapshot
    },
    requirement: legs => requirementOf(book, slice, withLegs(book, slice, legs)),
    fills: book.news.fills,
    calls: book.news.calls,
    refusals,
    closes: slice.closes,
    expiring: slice.expiring,
  }
}

export const snapshotOf = (book: Book, slice: Slice): Snapshot => ({
  time: slice.time,
  equity: book.portfolio.equity(),
  cash: book.portfolio.cash(),
  cashStart: book.portfolio.terms.cash,
  currency: book.portfolio.terms.currency,
  groups: book.portfolio.views(),
  working: book.broker.views(),
  tagsOpened: book.portfolio.tagsOpened(),
  callOpen: book.call.open !== null || book.call.reduceTo !== null,
  bankrupt: book.call.bankrupt,
})

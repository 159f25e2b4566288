/** Phase 4: the requirement against equity, and the account's line in the record. */

import type { Book } from '../book/book.ts'
import type { Slice } from '../model/slice.ts'
import { exposure, requirementOf } from './exposure.ts'
import { judge, standing } from './judge.ts'
import { reduce } from './reduce.ts'

/** `fcm` tests after settlement, `instant` on every slice and reduces in it. */
export function testMargin(book: Book, slice: Slice): void {
  const instant = book.rules.callPolicy === 'instant'
  if (slice.closes.length === 0 && !instant) return
  if (!book.portfolio.isFlat() || book.call.open) judge(book, standing(book, slice))
  if (instant) reduce(book, slice)
}

/** One line a session's end: equity, cash and the requirement as published. */
export function tellDay(book: Book, slice: Slice): void {
  if (slice.closes.length === 0) return
  const requirement = requirementOf(book, slice, exposure(book, slice))
  book.record({
    kind: 'day',
    time: slice.time,
    session: Math.max(...slice.closes.map(end => end.session.day)),
    equity: book.portfolio.equity(),
    cash: book.portfolio.cash(),
    initial: requirement.initial,
    maintenance: requirement.maintenance,
    premiumIncluded: requirement.premiumIncluded,
    scenarios: Object.fromEntries(
      requirement.products.flatMap(({ product, scenario }) =>
        scenario === null ? [] : [[product, scenario]],
      ),
    ),
    groups: [...book.portfolio.groups()].length,
  })
}

/** Phase 4: the requirement against equity, and the account's line in the record. */

import type { Book } from '../account.ts'
import type { Requirement } from '../../model/margin-model.ts'
import type { Slice } from '../../model/slice.ts'
import { exposure, requirementOf } from './exposure.ts'
import { judge, standingBy } from './margin-call.ts'
import { reduce } from './reduce.ts'

/**
 * `fcm` tests after settlement, `instant` on every slice and reduces in it. Gives what is required after the test;
 * null where the slice calls for none.
 */
export function testMargin(book: Book, slice: Slice): Requirement | null {
  const instant = book.rules.callPolicy === 'instant'
  if (slice.closes.length === 0 && !instant) return null
  const requirement = required(book, slice)
  if (!book.portfolio.isFlat() || book.call.open) judge(book, standingBy(book, slice, requirement))
  return instant && reduce(book, slice) ? required(book, slice) : requirement
}

const required = (book: Book, slice: Slice): Requirement => requirementOf(book, slice, exposure(book, slice))

/** One line a session's end: equity, cash and the requirement as published. What was filled after the test is in it. */
export function tellDay(book: Book, slice: Slice, tested: Requirement | null): void {
  if (slice.closes.length === 0 || tested === null) return
  const requirement = book.news.fills.length > 0 ? required(book, slice) : tested
  const equity = book.portfolio.equity()
  book.equityTold = equity
  book.record({
    kind: 'day',
    time: slice.time,
    session: Math.max(...slice.closes.map(end => end.session.day)),
    equity,
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
    rates: book.portfolio.ratesNow(),
  })
}

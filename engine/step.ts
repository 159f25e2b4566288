/** THE main path: one slice through the building, in the order that users read in the manual. */

import type { Book } from './account/account.ts'
import type { Requirement } from './model/margin-model.ts'
import { answer } from './account/phases/answer.ts'
import { tellBeside } from './account/phases/shadow-margin.ts'
import { closeSession, mark } from './account/phases/close.ts'
import { declareLate } from './account/phases/declare-late.ts'
import { assignEarly } from './account/phases/exercise.ts'
import { financeBonds } from './account/phases/finance.ts'
import { settleDue } from './account/phases/lifecycle.ts'
import { postMargin } from './account/phases/liquidity.ts'
import { tellDay, testMargin } from './account/phases/margin.ts'
import { matchOrders } from './account/phases/match.ts'
import { matchAtOnce } from './account/phases/match-at-once.ts'
import { takeRates } from './account/phases/rates.ts'
import { reduce } from './account/phases/reduce.ts'
import { testStops } from './account/phases/stops.ts'
import { wake } from './account/phases/wake.ts'
import type { Feed } from './universe/feed.ts'

/** Takes a book through one slice. Everything in it is synchronous; the record is complete when it returns. */
export function step(book: Book, slice: Feed): void {
  let required: Requirement | null = null
  const isActive = !isIdle(book)
  if (isActive) {
    book.atOpen = book.rules.fill === 'nextOpen'
    takeRates(book, slice)
    matchOrders(book, slice)
    reduce(book, slice)
    book.atOpen = false
  }
  takeRates(book, slice)
  if (isActive || slice.closes.length > 0) {
    settleDue(book, slice)

    mark(book, slice)
    financeBonds(book, slice)
    closeSession(book, slice)
    assignEarly(book, slice)
    testStops(book, slice)

    postMargin(book, slice)
    required = testMargin(book, slice)
  }
  wake(book, slice)
  if (hasNews(book)) book.news = { fills: [], calls: [] }

  answer(book, slice)
  if (book.rules.fill === 'same') matchAtOnce(book, slice)

  // Told last: from here on no cash moves in this slice.
  tellDay(book, slice, required)
  tellBeside(book, slice)
  declareLate(book, slice)
}

/** A book without orders and positions has nothing to match, settle, mark or margin. */
const isIdle = (book: Book): boolean => book.broker.isIdle() && book.portfolio.isFlat()

/** What was told is over; what a fill in the slice of the decision adds after it is told with the next slice. */
const hasNews = ({ news }: Book): boolean => news.fills.length > 0 || news.calls.length > 0

/** Phase 6 of `fill: same`: orders meet the slice of their decision, and what they trade at a session's end takes part in that end. */

import type { Book } from '../account.ts'
import type { Slice } from '../../model/slice.ts'
import { exchangeVariation, mark } from './close.ts'
import { postMargin } from './liquidity.ts'
import { matchOrders } from './match.ts'

export function matchAtOnce(book: Book, slice: Slice): void {
  matchOrders(book, slice)
  if (slice.closes.length === 0 || book.news.fills.length === 0) return
  mark(book, slice)
  exchangeVariation(book, slice)
  book.portfolio.startInterest(slice.time)
  postMargin(book, slice)
}

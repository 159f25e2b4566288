/** Which slices books need to be led through. */

import type { Attention } from '../feed/feed.ts'
import type { PlacedStop } from '../model/order.ts'
import type { Book } from './book.ts'

/** The most attentive book decides which slices are visited. */
export function attentionOf(books: readonly Book[]): () => Attention {
  return () => {
    let attention: Attention = 'closes'
    for (const book of books) {
      const intraday = [...book.portfolio.groups()].some(({ stop }) => stop !== null && isIntraday(stop))
      const instant = book.rules.callPolicy === 'instant' && !book.portfolio.isFlat()
      const forced = book.call.reduceTo !== null || (book.call.bankrupt && !book.portfolio.isFlat())
      if (!book.broker.isIdle() || intraday || instant || forced) return 'all'
      if (!book.portfolio.isFlat()) attention = 'chains'
    }
    return attention
  }
}

/** A level is tested wherever its price has a value, which may be on every bar. */
const isIntraday = (stop: PlacedStop): boolean => !('loss' in stop) || stop.test === 'intraday'

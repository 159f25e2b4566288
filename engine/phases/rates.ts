/** Rates of exchange of one instant. */

import type { Book } from '../book/book.ts'
import { priceOf } from '../feed/feed.ts'
import { DataError } from '../model/errors.ts'
import type { Slice } from '../model/slice.ts'

/** Account currency per unit of each foreign currency; a series without a bar yet is a DataError. */
export function ratesAt(book: Book, slice: Slice): ReadonlyMap<string, number> {
  const rates = new Map<string, number>()
  for (const [currency, source] of Object.entries(book.rules.fx)) {
    if (typeof source === 'number') rates.set(currency, source)
    else {
      const bar = slice.bar(source)
      if (!bar) {
        throw new DataError(
          `${source} has no price yet on ${new Date(slice.time).toISOString()}; start later or import it`,
          {
            field: `account.fx.${currency}`,
            value: source,
          },
        )
      }
      rates.set(currency, priceOf(bar))
    }
  }
  return rates
}

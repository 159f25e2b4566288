/** What is known of an instrument that is quoted in bars, by itself: a future, a bond. */

import type { Instrument } from '../../model/instrument.ts'
import type { Kind } from '../../model/kind.ts'
import { standingPrice } from '../../model/slice.ts'

/** Marks stand at the latest bar, which on bars finer than a session may have ended before the session did. */
export const barPrices: Pick<
  Kind<Instrument>,
  'quotedIn' | 'priceLeast' | 'hasPremium' | 'begins' | 'row' | 'mark' | 'exposure'
> = {
  quotedIn: 'bars',
  priceLeast: Number.NEGATIVE_INFINITY,
  hasPremium: false,
  begins: (slice, { product, id }) => slice.barBegins(product, id),
  row(slice, { id }) {
    const bar = slice.bar(id)
    return bar?.time === slice.time ? bar : null
  },
  mark(slice, { id }) {
    const bar = slice.bar(id)
    if (!bar) return null
    const price = standingPrice(bar.settlement, Number.NaN, Number.NaN, bar.close)
    return price === null ? null : { price, time: bar.time }
  },
  exposure: (_, __, { id }, price) => ({ underlying: id, underlyingPrice: price, daysToExpiry: 0 }),
}

/** The rows of one product: the bars of its underlying and its option chain, from its own streams of chance. */

import type { BarColumns, ChainColumns } from '../../engine/model/block.ts'
import { inForce } from '../../engine/model/instrument.ts'
import type { Session } from '../../engine/model/market.ts'
import type { Day, EpochMs } from '../../engine/model/time.ts'
import { barBuilder, chainBuilder } from '../market/builders.ts'
import type { Listing } from './listing.ts'
import { type PathDay, pricePath } from './price-path.ts'
import type { ProductTerms } from './product-terms.ts'
import { newBoard, quoteSeries } from './quotes.ts'
import type { Streams } from './random.ts'
import { futureUnderlying, indexUnderlying, type Underlying } from './underlying.ts'

export interface ProductRows {
  /** By instrument, as they came to be listed. */
  readonly bars: readonly BarColumns[]
  readonly chain: ChainColumns
}

/**
 * Walks the priced sessions once, and no further than it is asked: gives the rows of the sessions that close by `until`
 * at least. `listed` = how many expiries are quoted at a time.
 */
export function productRows(
  listing: Listing,
  terms: ProductTerms,
  listed: number,
  streams: Streams,
): (until: EpochMs) => ProductRows {
  const { option, priced, series } = listing
  const chain = chainBuilder(option.id)
  const builders = new Map<string, ReturnType<typeof barBuilder>>()
  const underlying = underlyingOf(listing, terms)
  const path = pricePath(terms.path, streams.path)
  const board = newBoard(terms)

  const add = (session: Session): void => {
    const day = path.next().value
    for (const [instrument, bar] of underlying.bars(session, day, streams.rows)) {
      const builder = builders.get(instrument) ?? barBuilder(instrument)
      builders.set(instrument, builder)
      builder.push(bar)
    }
    const ticks = inForce(option.ticks, session.day, `tick of ${option.id}`)
    for (const one of series.filter(({ lastTradingDay }) => lastTradingDay >= session.day).slice(0, listed)) {
      const forward = underlying.priceOf(one, session, day)
      const quotes = { session, series: one, forward, variance: day.variance, ticks }
      quoteSeries(chain, quotes, board, terms, streams.rows)
    }
  }

  let done = 0
  return until => {
    for (let next = priced[done]; next && next.close <= until; next = priced[++done]) add(next)
    return { bars: [...builders.values()].map(builder => builder.columns()), chain: chain.columns() }
  }
}

const underlyingOf = ({ option, underlying, contracts }: Listing, { carry }: ProductTerms): Underlying =>
  underlying.kind === 'index'
    ? indexUnderlying(underlying.id, carry)
    : futureUnderlying(option, underlying, contracts, carry)

/** The path alone, by session. Not for gold, whose path draws in turns with its rows. */
export function pathByDay(
  listing: Listing,
  terms: ProductTerms,
  streams: Streams,
): ReadonlyMap<Day, PathDay> {
  const path = pricePath(terms.path, streams.path)
  return new Map(listing.priced.map(({ day }) => [day, path.next().value]))
}

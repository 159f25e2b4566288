/** What a market is to the engine: facts known beforehand, and rows read block by block. */

import type { MarketBlock } from './block.ts'
import { DataError } from './errors.ts'
import { frozenCopy } from './frozen-copy.ts'
import type { OptionProduct, Product } from './instrument.ts'
import type { Day, EpochMs } from './time.ts'

/** One trading session of an exchange. */
export interface Session {
  readonly day: Day
  /** No price of the session is from before this instant; absent = the close of the session before. */
  readonly open?: EpochMs
  /** The instant at which the session's daily values are known. */
  readonly close: EpochMs
}

/** One expiry of an option product. */
export interface Series {
  readonly product: string
  /** The expiry as the exchange lists it: the key of the chain's rows. */
  readonly expiry: Day
  /** The last session in which it trades: the listed expiry, or the session before it on a holiday. */
  readonly lastSession: Session
  /** Instrument id of the future that is delivered, or id of the index it settles on. */
  readonly underlying: string
  /** The exchange's final settlement price in points of the underlying; null = taken from the underlying's session. */
  readonly settlement: number | null
  /** The instant at which trading stops; absent = the end of its last session. */
  readonly tradesUntil?: EpochMs
}

/** A series as it is known beforehand: what it will settle at is not. */
export const beforehand = (series: Series): Series => frozenCopy({ ...series, settlement: null })

/** What a run reads of a market. */
export interface MarketNeeds {
  /** Option products whose chains are read. */
  readonly chains: readonly string[]
  /** Products (futures, indices) whose bars are read. */
  readonly bars: readonly string[]
  /** Chains are read from later than this instant on; bars from the beginning of the reading. */
  readonly chainsAfter: EpochMs
}

/** Where a market's data came from, for the report. */
export interface Provenance {
  readonly store: string
  /** `modelled`: premiums of options, or prices of bonds, come from a model over the bars of a market, as `notes` says. */
  readonly kind: 'synthetic' | 'imported' | 'memory' | 'modelled'
  readonly sources: readonly { readonly name: string; readonly sha256: string; readonly licence: string }[]
  /** What a reader of the report has to know about the data, in whole sentences, the gravest first; absent = nothing. */
  readonly notes?: readonly string[]
}

/** A market: a store of Parquet files, the seeded synthetic one, or columns in memory. */
export interface Market {
  readonly provenance: Provenance
  /** The product of an id. Throws a DataError for an unknown one, with a suggestion. */
  product(id: string): Product
  /** The option product of an id or an alias: `GC` and `gold` are `OG`. Throws a DataError as `product` does. */
  option(name: string): OptionProduct
  /** Sessions of the product's exchange, ascending, beyond the last row where the calendar reaches that far. */
  sessions(product: string): readonly Session[]
  /** Time zone in which the product's sessions are dated, such as America/New_York. */
  zoneOf(product: string): string
  /** All expiries of an option product, ascending. */
  series(product: string): readonly Series[]
  /** Contracts of a future with their last session, or null where that is not known. */
  lastSessionOf(instrument: string): Session | null
  /** Rows later than `after` and up to `until`, in ascending blocks without a gap in time. */
  read(needs: MarketNeeds, after: EpochMs, until: EpochMs): AsyncIterable<MarketBlock>
}

/** Index of the session that an instant belongs to: the first whose close is not before it. */
export function sessionIndexAt(sessions: readonly Session[], time: EpochMs): number {
  let low = 0
  let high = sessions.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sessions[middle]?.close ?? Number.POSITIVE_INFINITY) < time) low = middle + 1
    else high = middle
  }
  return low
}

/** The session that an instant belongs to. Throws a DataError beyond the calendar's end. */
export function sessionAt(sessions: readonly Session[], time: EpochMs): Session {
  const session = sessions[sessionIndexAt(sessions, time)]
  if (!session) {
    throw new DataError('the calendar ends before this instant; extend it', {
      value: new Date(time).toISOString(),
    })
  }
  return session
}

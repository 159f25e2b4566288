/** A regime as a strategy reads it within a slice. */

import type { Observable } from 'rxjs'
import { DataError } from '../../engine/model/errors.ts'
import { productIdOf } from '../../engine/model/instrument.ts'
import type { MarketFacts, StrategyContext, Wake } from '../../engine/model/strategy.ts'
import { type EpochMs, MS_PER_DAY } from '../../engine/model/time.ts'
import { priceRegime } from './price-regime.ts'
import { putCallRatio, ratioTrend, sideTotals } from './put-call-ratio.ts'
import { type PriceRegime, type RatioRegime, type Regime, trendLength } from './regime-schema.ts'

export interface RegimeReader {
  readonly regime: Regime
  /** What must be listened to so that nothing it needs is passed over. */
  readonly listens: readonly Observable<Wake>[]
  /** Takes in what a slice shows: once a slice, before it is read. */
  readonly see: (wake: Wake) => void
  /** 1 in, 0 out, NaN not known; `not` is heeded. */
  readonly read: (wake: Wake) => number
  /** The numbers it looked at; null = not known. */
  readonly evidence: (wake: Wake) => Readonly<Record<string, number | null>>
}

type Context = Pick<StrategyContext<unknown>, 'bus' | 'signal' | 'market'>

/** A regime whose data ended longer ago is not known: no exchange closes for so long. */
const STALE_DAYS = 14

const isStale = (seen: EpochMs, now: EpochMs): boolean => now - seen > STALE_DAYS * MS_PER_DAY

/**
 * Call it while a strategy's `run` is called: it registers what it reads. A regime is not known while it warms up, and
 * once its data is more than two weeks old. Throws a DataError, the field's name preceded by `field`, for an instrument
 * or an option product that the market does not have.
 */
export function regimeReader(regime: Regime, context: Context, field = ''): RegimeReader {
  const plain =
    regime.kind === 'ratioTrend'
      ? ratioReader(regime, context, `${field}product`)
      : priceReader(regime, context, `${field}of`)
  return regime.not ? { ...plain, read: wake => 1 - plain.read(wake) } : plain
}

function priceReader(regime: PriceRegime, { bus, signal, market }: Context, field: string): RegimeReader {
  requireCloses(regime.of, market, field)
  const { inside, compared } = priceRegime(regime, signal)
  bus.compute(inside, ...Object.values(compared))
  return {
    regime,
    listens: [],
    see: () => {},
    read(wake) {
      const seen = wake.bar(regime.of)?.time ?? wake.time
      return isStale(seen, wake.time) ? Number.NaN : wake.latest(inside)
    },
    evidence: wake =>
      Object.fromEntries(Object.entries(compared).map(([name, one]) => [name, known(wake.latest(one))])),
  }
}

/** Its warm-up begins with the run: chains before that are shown to nobody. */
function ratioReader(regime: RatioRegime, { bus, market }: Context, field: string): RegimeReader {
  const product = naming(field, () => market.option(regime.product)).id
  const trend = ratioTrend({ smooth: regime.smooth, by: regime.by, length: trendLength(regime) })
  const wanted = regime.trend === 'rising' ? 1 : -1
  let seen: EpochMs = Number.NEGATIVE_INFINITY
  return {
    regime,
    listens: [bus.chains(product)],
    see(wake) {
      const chain = wake.chain(product)
      if (!chain) return
      seen = wake.time
      trend.take(chain.session, putCallRatio(sideTotals(chain, regime), regime.ratio))
    },
    read(wake) {
      const now = trend.latest().trend
      return isStale(seen, wake.time) || Number.isNaN(now) ? Number.NaN : Number(now === wanted)
    },
    evidence() {
      const { ratio, smoothed } = trend.latest()
      return { ratio: known(ratio), smoothed: known(smoothed) }
    },
  }
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value)

/** Throws a DataError at `field` unless the market has an index or a future's contract of that id. */
export function requireCloses(id: string, market: Pick<MarketFacts, 'product'>, field: string): void {
  const product = naming(field, () => market.product(productIdOf(id)))
  if (product.kind === 'index' && id === product.id) return
  if (product.kind === 'future' && id !== product.id) return
  const reason =
    product.kind === 'future'
      ? `is a future; name one contract of it, as in ${product.id} 2009-12`
      : 'is neither an index nor a contract of a future; only those have closes to look at'
  throw new DataError(reason, { field, value: id })
}

/** What `ask` gives; a DataError that it throws is thrown again with `field` as its field. */
function naming<T>(field: string, ask: () => T): T {
  try {
    return ask()
  } catch (error) {
    if (error instanceof DataError) throw new DataError(error.reason, { ...error.place, field })
    throw error
  }
}

/** Where the volatility of a modelled chain comes from, session by session. */

import { type EpochMs, MS_PER_DAY } from '../../engine/model/time.ts'
import type { PricePoint } from './last-close.ts'
import type { ModelledTerms } from './modelled-terms.ts'

/** One session of the index at its close. */
interface IndexClose {
  /** Index of the session in the calendar. */
  readonly session: number
  readonly time: EpochMs
  readonly close: number
}

interface Volatility {
  /** Annual volatility at the close of a session, per 1.00; NaN = not known. Sessions come in order, each once. */
  at(index: IndexClose, quoted: PricePoint | null): number
}

/** A close older than this is no longer the volatility of today. */
const STALE_DAYS = 10

/** Its memory holds what it was shown, so that each reading of a market has one of its own. */
export function volatilityOf(source: ModelledTerms['volatility']): Volatility {
  if ('constant' in source) return { at: () => source.constant }
  if ('realised' in source) return realised(source.realised.length, source.realised.factor)
  const scale = source.factor / (source.unit === 'percent' ? 100 : 1)
  return {
    at: ({ time }, quoted) =>
      quoted !== null && time - quoted.time <= STALE_DAYS * MS_PER_DAY ? quoted.close * scale : Number.NaN,
  }
}

/** Sessions before the first one asked for that a volatility has to be shown. */
export const lookbackOf = (source: ModelledTerms['volatility']): number =>
  'realised' in source ? reachOf(source.realised.length) : 'instrument' in source ? STALE_DAYS + 1 : 0

/** The closes of a window lie in twice as many sessions at the most: beyond a longer pause it starts anew. */
const reachOf = (length: number): number => 2 * (length + 1)

/** Worked out from its window alone each time, so that it does not depend on where the reading began. */
function realised(length: number, factor: number): Volatility {
  const window: IndexClose[] = []
  return {
    at(index) {
      window.push(index)
      if (window.length > length + 1) window.shift()
      const oldest = window[0]?.session ?? index.session
      if (window.length <= length || index.session - oldest >= reachOf(length)) return Number.NaN
      return factor * realisedVol(window.map(({ close }) => close))
    },
  }
}

const SESSIONS_A_YEAR = 252

/**
 * Annual volatility, per 1.00: the sample deviation (n - 1) of the log returns of n + 1 closes above zero, their mean
 * taken off, times the root of 252. Needs two returns at least.
 */
function realisedVol(closes: readonly number[]): number {
  const returns = closes.slice(1).map((close, i) => Math.log(close / (closes[i] as number)))
  const mean = returns.reduce((sum, one) => sum + one, 0) / returns.length
  const squares = returns.reduce((sum, one) => sum + (one - mean) * (one - mean), 0)
  return Math.sqrt((SESSIONS_A_YEAR * squares) / (returns.length - 1))
}

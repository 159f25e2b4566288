/** The ratio of puts to calls, and its trend. */

import { CALL } from '../../engine/model/block.ts'
import type { ChainView } from '../../engine/model/slice.ts'
import type { Day } from '../../engine/model/time.ts'

/** Contracts on each side; null = the chain tells none of it. */
interface SideTotals {
  readonly call: number | null
  readonly put: number | null
}

/** Which rows are added up, and which of their columns. */
interface TotalsRules {
  readonly counts: 'openInterest' | 'volume'
  /** `front` = the nearest expiry that the chain shows. */
  readonly expiries: 'all' | 'front'
}

/** Open interest as it was known at the chain's instant, or the volume of its session, added up over all strikes. */
export function sideTotals(chain: ChainView, { counts, expiries }: TotalsRules): SideTotals {
  const column = counts === 'openInterest' ? chain.knownOpenInterest : chain.columns.volume
  const { right } = chain.columns
  let call: number | null = null
  let put: number | null = null
  for (const { from, to } of expiries === 'all' ? chain.expiries : chain.expiries.slice(0, 1)) {
    for (let row = from; row < to; row++) {
      const contracts = column[row] as number
      if (Number.isNaN(contracts)) continue
      if (right[row] === CALL) call = (call ?? 0) + contracts
      else put = (put ?? 0) + contracts
    }
  }
  return { call, put }
}

/** Puts over calls, or calls over puts; null where a side is not known or the divisor is 0. */
export function putCallRatio({ call, put }: SideTotals, ratio: 'putCall' | 'callPut'): number | null {
  const [over, under] = ratio === 'putCall' ? [put, call] : [call, put]
  return over === null || under === null || under === 0 ? null : over / under
}

export interface RatioTrendRules {
  /** Sessions of the average. */
  readonly smooth: number
  readonly by: 'slope' | 'break'
  /** Sessions that the slope, or the high and low, look at. */
  readonly length: number
}

/** Where the ratio stands. NaN = not known yet, or a session within reach had no ratio. */
interface RatioState {
  readonly ratio: number
  readonly smoothed: number
  /** 1 rising, -1 falling, 0 neither. */
  readonly trend: number
}

interface RatioTrend {
  /** Takes a session's ratio; of a session that comes again, the later one counts. Null = it had none. */
  take(session: Day, ratio: number | null): void
  latest(): RatioState
}

/**
 * By `slope`: the sign of the least-squares slope of the last `length` smoothed values. By `break`: 1 from the session
 * at which the smoothed ratio exceeds all `length` values before it, until it falls below all of them, and -1 then.
 */
export function ratioTrend(rules: RatioTrendRules): RatioTrend {
  const ratios: number[] = []
  const smoothed: number[] = []
  const trends: number[] = []
  let latest: Day | null = null

  return {
    take(session, ratio) {
      if (session === latest) for (const series of [ratios, smoothed, trends]) series.pop()
      latest = session
      ratios.push(ratio ?? Number.NaN)
      smoothed.push(meanOf(lastOf(ratios, rules.smooth)))
      trends.push(
        rules.by === 'slope'
          ? Math.sign(momentOf(lastOf(smoothed, rules.length)))
          : breakOf(lastOf(smoothed, rules.length + 1), trends.at(-1) ?? Number.NaN),
      )
    },
    latest: () => ({
      ratio: ratios.at(-1) ?? Number.NaN,
      smoothed: smoothed.at(-1) ?? Number.NaN,
      trend: trends.at(-1) ?? Number.NaN,
    }),
  }
}

/** The last `count` values; a NaN alone while there are fewer. */
const lastOf = (values: readonly number[], count: number): readonly number[] =>
  values.length < count ? [Number.NaN] : values.slice(-count)

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** The numerator of the least-squares slope, which has its sign. Measured from the first, equal values have exactly 0. */
function momentOf(values: readonly number[]): number {
  const centre = (values.length - 1) / 2
  const first = values[0] ?? Number.NaN
  return values.reduce((sum, value, i) => sum + (i - centre) * (value - first), 0)
}

/** The last value against all before it: 1 above, -1 below, else what held before. NaN while one is not known. */
function breakOf(values: readonly number[], held: number): number {
  const now = values.at(-1) ?? Number.NaN
  const before = values.slice(0, -1)
  if (before.length === 0 || values.some(value => Number.isNaN(value))) return Number.NaN
  if (before.every(value => now > value)) return 1
  return before.every(value => now < value) ? -1 : held
}

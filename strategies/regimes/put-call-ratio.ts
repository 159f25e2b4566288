/** The put/call ratio of a chain: rules P1 (open interest) and P4 (volume). */

import { CALL } from '../../engine/model/block.ts'
import type { ChainView } from '../../engine/model/slice.ts'

/** Contracts on each side; null = the chain tells none of it. */
export interface SideTotals {
  readonly call: number | null
  readonly put: number | null
}

/** Which rows are added up, and which of their columns. */
export interface TotalsRules {
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

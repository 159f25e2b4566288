/** Where an account stood when its first bonds were paid for. */

import { formatDay, type RunRecord } from '../../engine/index.ts'
import type { Opening } from '../../reports/index.ts'
import { ofKind } from './of-kind.ts'

/** Index of the record of liquidity at the first close with bonds; -1 without one. */
export const openingAt = (records: readonly RunRecord[]): number =>
  records.findIndex(record => record.kind === 'liquidity' && record.bondValue > 0)

/** Null while no bonds were paid for, or equity was gone by then. */
export function openingOf(records: readonly RunRecord[]): Opening | null {
  const at = openingAt(records)
  const close = records[at]
  if (close?.kind !== 'liquidity') return null
  const equity = ofKind(records.slice(at), 'day').find(day => day.time === close.time)?.equity ?? 0
  const paid = -flowOf(records, at, 'bond')
  if (equity <= 0 || paid <= 0) return null
  const leverage = close.bondValue / equity
  const haircut = 1 - flowOf(records, at, 'repo') / paid
  const margin = close.marginPosted / close.bondValue
  return {
    day: formatDay(close.session),
    leverage,
    haircut,
    margin,
    distance: 1 / leverage - haircut - margin,
  }
}

/** Cash of all entries of a kind up to a record: nothing was held before the first purchase. */
function flowOf(records: readonly RunRecord[], until: number, kind: 'bond' | 'repo'): number {
  return ofKind(records.slice(0, until), 'entry')
    .filter(({ entry }) => entry.kind === kind)
    .flatMap(({ entry }) => entry.postings)
    .reduce((sum, { account, amount }) => (account === 'cash' ? sum + amount : sum), 0)
}

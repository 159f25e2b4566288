/** The board of one expiry: strikes with their known open interest and prices, read from a chain's columns. */

import { CALL } from '../../engine/model/block.ts'
import type { Column } from '../../engine/model/column.ts'
import type { Right } from '../../engine/model/instrument.ts'
import { type ChainView, type ExpiryRows, standingPrice } from '../../engine/model/slice.ts'

/** Known open interest by listed strike, ascending, in contracts; 0 where none is known. */
export interface StrikeBoard {
  readonly strikes: readonly number[]
  readonly call: readonly number[]
  readonly put: readonly number[]
}

export interface Board extends StrikeBoard {
  /** Row of the chain's columns by strike index; -1 where that side is not listed. */
  readonly callRow: readonly number[]
  readonly putRow: readonly number[]
}

export function boardOf(chain: ChainView, rows: ExpiryRows): Board {
  const strikes: number[] = []
  const call: number[] = []
  const put: number[] = []
  const callRow: number[] = []
  const putRow: number[] = []
  const { knownOpenInterest, columns } = chain
  const { strike: strikeAt, right } = columns
  for (let row = rows.from; row < rows.to; row++) {
    const strike = strikeAt[row] as number
    if (strikes[strikes.length - 1] !== strike) {
      strikes.push(strike)
      call.push(0)
      put.push(0)
      callRow.push(-1)
      putRow.push(-1)
    }
    const at = strikes.length - 1
    const known = knownOpenInterest[row] as number
    const contracts = Number.isNaN(known) ? 0 : known
    if (right[row] === CALL) {
      call[at] = contracts
      callRow[at] = row
    } else {
      put[at] = contracts
      putRow[at] = row
    }
  }
  return { strikes, call, put, callRow, putRow }
}

/** The row of a listed option, or -1. */
export function rowOf(board: Board, right: Right, strike: number): number {
  const at = board.strikes.indexOf(strike)
  return (right === 'call' ? board.callRow[at] : board.putRow[at]) ?? -1
}

/**
 * The price that stands for a row of the chain; null for a row of -1, and where it has none. A settlement is looked at
 * alone, because a chain copies each column that is touched.
 */
export function priceAtRow({ columns }: ChainView, row: number): number | null {
  if (row < 0) return null
  const at = (column: Column): number => column[row] ?? Number.NaN
  const settlement = at(columns.settlement)
  return Number.isFinite(settlement)
    ? settlement
    : standingPrice(settlement, at(columns.bid), at(columns.ask), at(columns.close))
}

/** Reads the board of one expiry from the rows of a block. */

import { CALL, type ChainColumns } from '../model/block.ts'
import type { Board } from '../model/board.ts'

/** Of the rows `from` to `to` of the block; the board counts rows from `first` on. Its lists belong to whoever asked. */
export function boardOf(
  block: ChainColumns,
  knownOpenInterest: Float64Array,
  first: number,
  from: number,
  to: number,
): Board {
  const strikes: number[] = []
  const call: number[] = []
  const put: number[] = []
  const callRow: number[] = []
  const putRow: number[] = []
  for (let row = from; row < to; row++) {
    const strike = block.strike[row] as number
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
    if (block.right[row] === CALL) {
      call[at] = contracts
      callRow[at] = row - first
    } else {
      put[at] = contracts
      putRow[at] = row - first
    }
  }
  return { strikes, call, put, callRow, putRow }
}

/** Reads the board of one expiry from the rows of a block. */

import { CALL, type ChainColumns } from '../model/block.ts'
import { BOARD_WIDTH, type Board, boardOver } from '../model/board.ts'

/** Of the rows `from` to `to` of the block, by strike; the board counts rows from `first` on. */
export function boardOf(
  block: ChainColumns,
  knownOpenInterest: Float64Array,
  first: number,
  from: number,
  to: number,
): Board {
  const numbers = new Float64Array(BOARD_WIDTH * strikesBetween(block.strike, from, to))
  let at = -BOARD_WIDTH
  for (let row = from; row < to; row++) {
    const strike = block.strike[row] as number
    if (row === from || numbers[at] !== strike) {
      at += BOARD_WIDTH
      numbers[at] = strike
      numbers[at + 3] = -1
      numbers[at + 4] = -1
    }
    const known = knownOpenInterest[row] as number
    const side = block.right[row] === CALL ? 1 : 2
    numbers[at + side] = Number.isNaN(known) ? 0 : known
    numbers[at + side + 2] = row - first
  }
  return boardOver(numbers)
}

function strikesBetween(strikes: Float64Array, from: number, to: number): number {
  let listed = 0
  for (let row = from; row < to; row++) if (row === from || strikes[row] !== strikes[row - 1]) listed++
  return listed
}
